package io.github.djlobservability.samples.synthesis;

import java.util.SplittableRandom;

/** Changes and makes samples. */
final class Sounds {

  /** How much each sample of the room's noise has of the one before: more low than high sound. */
  private static final double ROOM_MEMORY = 0.7;

  private Sounds() {}

  /**
   * Plays a sound slower, as a longer vocal tract sounds: all resonances are lower.
   *
   * @param factor how many times as long it becomes
   */
  static float[] stretched(float[] samples, double factor) {
    float[] stretched = new float[(int) ((samples.length - 1) * factor)];
    for (int i = 0; i < stretched.length; i++) {
      double place = i / factor;
      int before = (int) place;
      double part = place - before;
      stretched[i] = (float) ((1 - part) * samples[before] + part * samples[before + 1]);
    }
    return stretched;
  }

  /** Returns noise whose root of the mean square is 1. */
  static float[] roomNoise(int length, SplittableRandom random) {
    float[] noise = new float[length];
    double last = 0;
    double scale = Math.sqrt(1 - ROOM_MEMORY * ROOM_MEMORY);
    for (int i = 0; i < length; i++) {
      last = ROOM_MEMORY * last + scale * random.nextGaussian();
      noise[i] = (float) last;
    }
    return noise;
  }

  static double rootMeanSquare(float[] samples) {
    double squares = 0;
    for (float sample : samples) {
      squares += sample * sample;
    }
    return Math.sqrt(squares / samples.length);
  }

  /** Returns the factor of amplitudes that a level in dB stands for. */
  static double fromDecibels(double decibels) {
    return Math.pow(10, decibels / 20);
  }
}
