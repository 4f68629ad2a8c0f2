package io.github.djlobservability.payload.audio;

/**
 * Counts the nuclei of syllables: peaks of the level, smoothed over 70 ms, that are above the
 * threshold of speech and at least 2 dB above the dips on both sides (de Jong and Wempe 2009, Praat
 * script to detect syllable nuclei; here without the test for voice). Stateless.
 */
final class SpeakingRate {
  private static final int SMOOTHED = 3;
  private static final double DIP = 2;

  private SpeakingRate() {}

  /** Returns syllables in a second, from the first frame of speech to the last; NaN without any. */
  static double of(Activity activity) {
    int[] speech = activity.speech();
    if (speech.length == 0) {
      return Double.NaN;
    }
    double seconds = (speech[speech.length - 1] - speech[0] + 1) * Framing.HOP_SECONDS;
    return nuclei(smoothed(activity.levels()), activity.threshold()) / seconds;
  }

  private static double[] smoothed(double[] levels) {
    double[] smoothed = new double[levels.length];
    for (int i = 0; i < levels.length; i++) {
      int from = Math.max(0, i - SMOOTHED);
      int to = Math.min(levels.length - 1, i + SMOOTHED);
      for (int j = from; j <= to; j++) {
        smoothed[i] += levels[j] / (to - from + 1);
      }
    }
    return smoothed;
  }

  private static int nuclei(double[] levels, double threshold) {
    int nuclei = 0;
    double dip = Double.NEGATIVE_INFINITY;
    double peak = Double.NEGATIVE_INFINITY;
    boolean rising = false;
    for (double level : levels) {
      if (rising) {
        peak = Math.max(peak, level);
        if (level < peak - DIP) {
          nuclei += peak > threshold ? 1 : 0;
          rising = false;
          dip = level;
        }
      } else {
        dip = Math.min(dip, level);
        if (level > dip + DIP) {
          rising = true;
          peak = level;
        }
      }
    }
    return nuclei + (rising && peak > threshold ? 1 : 0);
  }
}
