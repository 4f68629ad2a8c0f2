package io.github.djlobservability.payload.audio;

/**
 * The mean power spectrum of some frames of a sound, with its shape in figures.
 *
 * @param powers from 0 Hz to half the rate
 * @param binHz from one to the next
 * @param frames how many it is the mean of
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, changed by nobody
record MeanSpectrum(double[] powers, double binHz, int frames) {
  /** How many frames are taken at most, evenly spread. */
  private static final int MAX_FRAMES = 1_000;

  private static final double ROLL_OFF = 0.95;
  private static final double BANDWIDTH = 1e-5;
  private static final double LOWEST_HZ = 50;

  static MeanSpectrum of(Wave wave, Framing framing, int[] frames) {
    Fourier fourier = new Fourier(framing.length(), Fourier.size(framing.length()));
    double[] sum = new double[fourier.bins()];
    int[] some = Activity.spread(frames, MAX_FRAMES);
    for (int i = 0; i < some.length; i += 2) {
      int second = i + 1 < some.length ? some[i + 1] * framing.hop() : -1;
      fourier.add(wave, some[i] * framing.hop(), second, sum);
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] /= Math.max(1, some.length);
    }
    return new MeanSpectrum(sum, wave.rate() / (2.0 * (sum.length - 1)), some.length);
  }

  double total() {
    double total = 0;
    for (double power : powers) {
      total += power;
    }
    return total;
  }

  /** Returns the frequency, in Hz, below which 95 % of the power is; NaN without power. */
  double rollOff() {
    double total = total();
    double sum = 0;
    for (int i = 0; i < powers.length && total > 0; i++) {
      sum += powers[i];
      if (sum >= ROLL_OFF * total) {
        return i * binHz;
      }
    }
    return Double.NaN;
  }

  /**
   * Returns the highest frequency, in Hz, with a power that is at most 50 dB less than the
   * greatest; NaN without power.
   */
  double bandwidth() {
    double greatest = 0;
    for (double power : powers) {
      greatest = Math.max(greatest, power);
    }
    for (int i = powers.length - 1; i >= 0 && greatest > 0; i--) {
      if (powers[i] >= BANDWIDTH * greatest) {
        return i * binHz;
      }
    }
    return Double.NaN;
  }

  /** Returns the power from {@value #LOWEST_HZ} Hz on below a frequency. */
  double below(double hz) {
    double sum = 0;
    for (int i = 0; i < powers.length && i * binHz < hz; i++) {
      sum += i * binHz >= LOWEST_HZ ? powers[i] : 0;
    }
    return sum;
  }
}
