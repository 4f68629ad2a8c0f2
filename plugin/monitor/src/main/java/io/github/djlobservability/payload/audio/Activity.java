package io.github.djlobservability.payload.audio;

import java.util.Arrays;

/**
 * Tells the frames of speech from the pauses by their level alone.
 *
 * <p>Frames of digital silence, which no microphone makes, are neither. Of the others the level
 * that a tenth of them stays below is the floor, and the level that a twentieth exceeds is the top;
 * speech is above the middle between the two, at least 3 dB above the floor; pauses are in the
 * lower fifth between them, at most 3 dB above the floor.
 *
 * @param levels of all frames, in dBFS
 * @param speech the frames of speech, in order
 * @param pauses the frames of pauses, in order
 * @param silent how many frames are digital silence
 * @param threshold the least level of speech, in dBFS; NaN where all is silence
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, changed by nobody
record Activity(double[] levels, int[] speech, int[] pauses, int silent, double threshold) {
  private static final double SILENT = Decibels.FLOOR + 1;
  private static final double LOW = 0.10;
  private static final double HIGH = 0.95;
  private static final double SPEECH = 0.5;
  private static final double PAUSE = 0.2;
  private static final double PAUSE_STEP = 3;
  private static final double LEAST_STEP = 3;

  static Activity of(double[] powers) {
    double[] levels = Arrays.stream(powers).map(Decibels::of).toArray();
    double[] sorted = Arrays.stream(levels).filter(level -> level > SILENT).sorted().toArray();
    int silent = levels.length - sorted.length;
    if (sorted.length == 0) {
      return new Activity(levels, new int[0], new int[0], silent, Double.NaN);
    }
    double floor = quantile(sorted, LOW);
    double range = quantile(sorted, HIGH) - floor;
    double threshold = floor + Math.max(LEAST_STEP, SPEECH * range);
    int[] speech = frames(levels, threshold, Double.POSITIVE_INFINITY);
    int[] pauses = frames(levels, SILENT, floor + Math.min(PAUSE * range, PAUSE_STEP));
    return new Activity(levels, speech, pauses, silent, threshold);
  }

  private static double quantile(double[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1L, Math.round(share * (sorted.length - 1)))];
  }

  private static int[] frames(double[] levels, double above, double upTo) {
    int[] frames = new int[levels.length];
    int count = 0;
    for (int i = 0; i < levels.length; i++) {
      if (levels[i] > above && levels[i] <= upTo) {
        frames[count++] = i;
      }
    }
    return Arrays.copyOf(frames, count);
  }

  /** Returns at most a number of some frames, evenly spread over them. */
  static int[] spread(int[] frames, int most) {
    if (frames.length <= most) {
      return frames;
    }
    int[] some = new int[most];
    for (int i = 0; i < most; i++) {
      some[i] = frames[(int) ((long) i * frames.length / most)];
    }
    return some;
  }

  /** Returns the mean power of some frames; NaN of none. */
  static double mean(double[] powers, int[] frames) {
    double sum = 0;
    for (int frame : frames) {
      sum += powers[frame];
    }
    return frames.length == 0 ? Double.NaN : sum / frames.length;
  }
}
