package io.github.djlobservability.payload.audio;

/**
 * Measures how much of the movement of a sound's envelope is that of speech, 4 to 18 Hz, and how
 * much faster, 18 to 60 Hz: a room smears the fast one. After the speech-to-reverberation
 * modulation energy ratio (Falk, Zheng and Chan 2010), of the whole band at once and without its
 * gammatone filters. Stateless.
 */
final class Reverberation {
  private static final double STEP_SECONDS = 0.004;
  private static final int SIZE = 256;
  private static final double LOW_HZ = 4;
  private static final double MIDDLE_HZ = 18;
  private static final double HIGH_HZ = 60;

  private Reverberation() {}

  /** Returns the ratio in dB; NaN of less than a second, and of digital silence. */
  static double of(Wave wave) {
    int step = Math.max(1, (int) Math.round(STEP_SECONDS * wave.rate()));
    float[] envelope = new float[wave.length() / step];
    for (int i = 0; i < envelope.length; i++) {
      envelope[i] = (float) Math.sqrt(wave.power(i * step, step));
    }
    if (envelope.length < SIZE) {
      return Double.NaN;
    }
    Wave moving = new Wave(envelope, 0, wave.rate() / step);
    Fourier fourier = new Fourier(SIZE, SIZE);
    double[] sum = new double[fourier.bins()];
    for (int from = 0; from + SIZE <= envelope.length; from += SIZE) {
      int second = from + SIZE / 2 + SIZE <= envelope.length ? from + SIZE / 2 : -1;
      fourier.add(moving, from, second, sum);
    }
    MeanSpectrum modulation = new MeanSpectrum(sum, moving.rate() / SIZE, 1);
    return ratio(modulation);
  }

  private static double ratio(MeanSpectrum modulation) {
    double slow = 0;
    double fast = 0;
    for (int i = 0; i < modulation.powers().length; i++) {
      double hz = i * modulation.binHz();
      slow += hz >= LOW_HZ && hz < MIDDLE_HZ ? modulation.powers()[i] : 0;
      fast += hz >= MIDDLE_HZ && hz < HIGH_HZ ? modulation.powers()[i] : 0;
    }
    return Decibels.ratio(slow, fast, -60, 60);
  }
}
