package io.github.djlobservability.payload.audio;

import java.util.Arrays;

/**
 * Measures how fast the sound fades at the ends of words: the fall of level over 50 ms that one
 * frame in twenty exceeds. A room that echoes makes it slow: 60 dB over its reverberation time
 * (Schroeder 1965). Stateless.
 */
final class FadingRate {
  private static final int STEP = 5;
  private static final double SHARE = 0.05;
  private static final int LEAST_FRAMES = 20;

  private FadingRate() {}

  /** Returns dB in a second, of which more is faster; NaN of short sounds. */
  static double of(Activity activity) {
    double[] levels = activity.levels();
    if (levels.length < LEAST_FRAMES + STEP) {
      return Double.NaN;
    }
    double[] falls = new double[levels.length - STEP];
    for (int i = 0; i < falls.length; i++) {
      falls[i] = levels[i + STEP] - levels[i];
    }
    Arrays.sort(falls);
    return -falls[(int) (SHARE * falls.length)] / (STEP * Framing.HOP_SECONDS);
  }
}
