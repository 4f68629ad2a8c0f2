package io.github.djlobservability.payload.audio;

/**
 * Twelve triangular bands from 50 to 8,000 Hz, evenly spaced on the mel scale (O'Shaughnessy 1987:
 * m = 2595 log10(1 + f / 700)), the same at every sample rate. Stateless.
 */
final class MelBands {
  static final int COUNT = 12;

  /** A band without sound has this, in dB; less isn't told apart. */
  static final double LEAST = -80;

  private static final double LOWEST_HZ = 50;
  static final double HIGHEST_HZ = 8_000;

  /** From there on bands count for the tilt. */
  private static final double TILT_FROM_HZ = 300;

  private static final double[] EDGES = edges();

  private MelBands() {}

  private static double[] edges() {
    double[] edges = new double[COUNT + 2];
    double low = mel(LOWEST_HZ);
    double step = (mel(HIGHEST_HZ) - low) / (COUNT + 1);
    for (int i = 0; i < edges.length; i++) {
      edges[i] = hertz(low + i * step);
    }
    return edges;
  }

  static double mel(double hz) {
    return 2595 * Math.log10(1 + hz / 700);
  }

  static double hertz(double mel) {
    return 700 * (Math.pow(10, mel / 2595) - 1);
  }

  /** Returns the middle of a band, in Hz. */
  static double middle(int band) {
    return EDGES[band + 1];
  }

  /**
   * Returns each band's power to that of all bands together, in dB: so the level of the sound is
   * out of it; NaN without power.
   */
  static double[] shares(MeanSpectrum spectrum) {
    double[] shares = new double[COUNT];
    double total = 0;
    for (int band = 0; band < COUNT; band++) {
      shares[band] = power(spectrum, band);
      total += shares[band];
    }
    for (int band = 0; band < COUNT; band++) {
      shares[band] = total > 0 ? Decibels.ratio(shares[band], total, LEAST, 0) : Double.NaN;
    }
    return shares;
  }

  private static double power(MeanSpectrum spectrum, int band) {
    double sum = 0;
    for (int i = 0; i < spectrum.powers().length; i++) {
      double hz = i * spectrum.binHz();
      double rising = (hz - EDGES[band]) / (EDGES[band + 1] - EDGES[band]);
      double falling = (EDGES[band + 2] - hz) / (EDGES[band + 2] - EDGES[band + 1]);
      sum += Math.max(0, Math.min(rising, falling)) * spectrum.powers()[i];
    }
    return sum;
  }

  /**
   * Returns the slope of the bands from 300 Hz on that have sound, in dB per octave, by least
   * squares; NaN of fewer than three.
   */
  static double tilt(double[] shares) {
    double n = 0;
    double sumX = 0;
    double sumY = 0;
    double sumXx = 0;
    double sumXy = 0;
    for (int band = 0; band < COUNT; band++) {
      double width = EDGES[band + 2] - EDGES[band];
      double y = shares[band] - 10 * Math.log10(width);
      if (middle(band) >= TILT_FROM_HZ && shares[band] > LEAST) {
        double x = Math.log(middle(band)) / Math.log(2);
        n++;
        sumX += x;
        sumY += y;
        sumXx += x * x;
        sumXy += x * y;
      }
    }
    return n < 3 ? Double.NaN : (n * sumXy - sumX * sumY) / (n * sumXx - sumX * sumX);
  }
}
