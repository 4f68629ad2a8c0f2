package io.github.djlobservability.speech;

import java.util.Random;

/**
 * A simple synthesiser: pulses of a glottis or noise through three resonances, in syllables of a
 * consonant and a vowel, with pauses. No words, but the level, pitch and spectrum of speech.
 */
final class Voices {
  /** The first three resonances of vowels, in Hz (Peterson and Barney 1952, men). */
  private static final double[][] VOWELS = {
    {730, 1090, 2440}, {270, 2290, 3010}, {300, 870, 2240}, {530, 1840, 2480}, {570, 840, 2410}
  };

  private final double pitch;
  private final double size;
  private final double rate;

  /**
   * @param pitch in Hz
   * @param size of the resonances: 1 of a man, 1.15 of a woman
   * @param rate of syllables in a second
   */
  Voices(double pitch, double size, double rate) {
    this.pitch = pitch;
    this.size = size;
    this.rate = rate;
  }

  /** Says a few syllables. */
  float[] say(Random random) {
    int syllables = 4 + random.nextInt(5);
    int length = (int) (Speech.RATE / rate);
    float[] wave = new float[(int) (syllables * length * 1.5)];
    double phase = 0;
    for (int s = 0; s < syllables; s++) {
      int from = (int) (1.5 * s * length);
      double tone = pitch * (1 + 0.15 * random.nextGaussian() - 0.02 * s);
      float[] source = new float[length];
      for (int i = 0; i < length; i++) {
        boolean hiss = i < length / 5;
        phase += tone / Speech.RATE;
        boolean pulse = phase >= 1;
        phase -= pulse ? 1 : 0;
        double envelope = Math.sin(Math.PI * i / length);
        source[i] = (float) (envelope * (hiss ? 0.15 * random.nextGaussian() : pulse ? 8 : 0));
      }
      double[] vowel = VOWELS[random.nextInt(VOWELS.length)];
      float[] spoken = source;
      for (double formant : vowel) {
        spoken = Filters.peak(spoken, Math.min(7_000, formant * size), 24);
      }
      spoken = Filters.shelf(spoken, 1_000, -12);
      double mean = 0;
      for (float value : spoken) {
        mean += value / length;
      }
      for (int i = 0; i < length; i++) {
        wave[from + i] = (float) (spoken[i] - mean);
      }
    }
    return wave;
  }
}
