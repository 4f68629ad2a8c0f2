package io.github.djlobservability.samples.speech;

/**
 * Measures the power of a short piece of sound at each frequency: a Hann window and a Fourier
 * transform (radix 2). Safe for use by many threads.
 */
final class PowerSpectrum {

  /** Samples of a piece: 32 ms. */
  static final int SIZE = 512;

  private static final float[] WINDOW = window();
  private static final double[] COSINES = new double[SIZE / 2];
  private static final double[] SINES = new double[SIZE / 2];

  static {
    for (int i = 0; i < SIZE / 2; i++) {
      COSINES[i] = Math.cos(2 * Math.PI * i / SIZE);
      SINES[i] = -Math.sin(2 * Math.PI * i / SIZE);
    }
  }

  private PowerSpectrum() {}

  private static float[] window() {
    float[] window = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      window[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * i / SIZE));
    }
    return window;
  }

  /**
   * Returns the power at the frequencies 0 to half the sample rate, {@link #SIZE} / 2 + 1 of them.
   * Beyond the end of the samples there is silence.
   */
  static double[] of(float[] samples, int start) {
    double[] real = new double[SIZE];
    double[] imaginary = new double[SIZE];
    for (int i = 0; i < SIZE && start + i < samples.length; i++) {
      real[i] = samples[start + i] * WINDOW[i];
    }
    transform(real, imaginary);
    double[] power = new double[SIZE / 2 + 1];
    for (int i = 0; i < power.length; i++) {
      power[i] = real[i] * real[i] + imaginary[i] * imaginary[i];
    }
    return power;
  }

  private static void transform(double[] real, double[] imaginary) {
    reverseBits(real);
    for (int half = 1; half < SIZE; half *= 2) {
      for (int k = 0; k < half; k++) {
        double cosine = COSINES[k * (SIZE / 2) / half];
        double sine = SINES[k * (SIZE / 2) / half];
        for (int i = k; i < SIZE; i += 2 * half) {
          int j = i + half;
          double re = cosine * real[j] - sine * imaginary[j];
          double im = cosine * imaginary[j] + sine * real[j];
          real[j] = real[i] - re;
          imaginary[j] = imaginary[i] - im;
          real[i] += re;
          imaginary[i] += im;
        }
      }
    }
  }

  /** Puts real samples into the order in which the transform takes them. */
  private static void reverseBits(double[] real) {
    int shift = Integer.numberOfLeadingZeros(SIZE) + 1;
    for (int i = 0; i < SIZE; i++) {
      int j = Integer.reverse(i) >>> shift;
      if (i < j) {
        double swapped = real[i];
        real[i] = real[j];
        real[j] = swapped;
      }
    }
  }
}
