package io.github.djlobservability.payload.audio;

/**
 * Measures the hum of mains: the power at 50 or 60 Hz and its next two harmonics to that 7 Hz
 * beside them (Goertzel 1958), over all of a sound of at least half a second, at 1 kHz or more.
 * Stateless.
 */
final class MainsHum {
  private static final double RATE = 1_000;
  private static final double BESIDE_HZ = 7;
  private static final double LEAST_SECONDS = 0.5;
  private static final double MOST = 60;
  private static final int HARMONICS = 3;

  private MainsHum() {}

  /** Returns the greater of the two, in dB; NaN of shorter sounds and of digital silence. */
  static double of(Wave sound) {
    Wave wave = sound.slower(RATE);
    if (wave.length() < LEAST_SECONDS * wave.rate()) {
      return Double.NaN;
    }
    return Math.max(at(wave, 50), at(wave, 60));
  }

  private static double at(Wave wave, double mains) {
    double hum = 0;
    double beside = 0;
    for (int harmonic = 1; harmonic <= HARMONICS; harmonic++) {
      double hz = harmonic * mains;
      hum += power(wave, hz);
      beside += (power(wave, hz - BESIDE_HZ) + power(wave, hz + BESIDE_HZ)) / 2;
    }
    return Decibels.ratio(hum, beside, -MOST, MOST);
  }

  private static double power(Wave wave, double hz) {
    double turn = 2 * Math.PI * hz / wave.rate();
    double factor = 2 * Math.cos(turn);
    double last = 0;
    double before = 0;
    int length = wave.length();
    double step = 2 * Math.PI / length;
    for (int i = 0; i < length; i++) {
      double next = wave.get(i) * (0.5 - 0.5 * Math.cos(step * i)) + factor * last - before;
      before = last;
      last = next;
    }
    return last * last + before * before - factor * last * before;
  }
}
