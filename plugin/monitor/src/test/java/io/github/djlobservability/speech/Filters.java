package io.github.djlobservability.speech;

import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/** Filters of sound. The second-order ones are those of R. Bristow-Johnson's cookbook. */
final class Filters {
  private static final int TAPS = 129;
  private static final double SLOPE = Math.sqrt(0.5);

  private Filters() {}

  /** Windowed sinc; the frequency is a share of the sample rate. */
  static float[] lowPass(float[] wave, double cutoff) {
    return centred(wave, sinc(cutoff));
  }

  static float[] highPass(float[] wave, double cutoff) {
    float[] low = sinc(cutoff);
    for (int i = 0; i < low.length; i++) {
      low[i] = (i == TAPS / 2 ? 1 : 0) - low[i];
    }
    return centred(wave, low);
  }

  private static float[] sinc(double cutoff) {
    float[] taps = new float[TAPS];
    double sum = 0;
    for (int i = 0; i < TAPS; i++) {
      double t = i - TAPS / 2;
      double ideal = t == 0 ? 2 * cutoff : Math.sin(2 * Math.PI * cutoff * t) / (Math.PI * t);
      taps[i] = (float) (ideal * (0.54 - 0.46 * Math.cos(2 * Math.PI * i / (TAPS - 1))));
      sum += taps[i];
    }
    for (int i = 0; i < TAPS; i++) {
      taps[i] /= (float) sum;
    }
    return taps;
  }

  private static float[] centred(float[] wave, float[] taps) {
    float[] padded = new float[wave.length + TAPS / 2];
    System.arraycopy(wave, 0, padded, 0, wave.length);
    float[] whole = convolved(padded, taps);
    float[] filtered = new float[wave.length];
    System.arraycopy(whole, TAPS / 2, filtered, 0, wave.length);
    return filtered;
  }

  /** Convolves by the transform of Fourier; as long as the sound. */
  static float[] convolved(float[] wave, float[] response) {
    int size = Integer.highestOneBit(2 * (wave.length + response.length) - 1);
    double[][] both = new double[2][size];
    for (int i = 0; i < wave.length; i++) {
      both[0][i] = wave[i];
    }
    for (int i = 0; i < response.length; i++) {
      both[1][i] = response[i];
    }
    // The product of two real sequences' spectra is read off the square of the one complex one.
    transform(both, TransformType.FORWARD);
    for (int i = 0; i < size; i++) {
      double re = both[0][i];
      both[0][i] = re * re - both[1][i] * both[1][i];
      both[1][i] = 2 * re * both[1][i];
    }
    transform(both, TransformType.INVERSE);
    float[] result = new float[wave.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) (both[1][i] / 2);
    }
    return result;
  }

  private static void transform(double[][] data, TransformType type) {
    FastFourierTransformer.transformInPlace(data, DftNormalization.STANDARD, type);
  }

  static float[] peak(float[] wave, double hz, double decibels) {
    double a = Math.pow(10, decibels / 40);
    double turn = 2 * Math.PI * hz / Speech.RATE;
    double alpha = Math.sin(turn) / 2;
    double middle = -2 * Math.cos(turn);
    return biquad(
        wave,
        new double[] {1 + alpha * a, middle, 1 - alpha * a},
        new double[] {1 + alpha / a, middle, 1 - alpha / a});
  }

  static float[] shelf(float[] wave, double hz, double decibels) {
    double a = Math.pow(10, decibels / 40);
    double turn = 2 * Math.PI * hz / Speech.RATE;
    double cos = Math.cos(turn);
    double beta = 2 * Math.sqrt(a) * Math.sin(turn) / 2 * Math.sqrt(2 * SLOPE * SLOPE);
    return biquad(
        wave,
        new double[] {
          a * (a + 1 + (a - 1) * cos + beta),
          -2 * a * (a - 1 + (a + 1) * cos),
          a * (a + 1 + (a - 1) * cos - beta)
        },
        new double[] {
          a + 1 - (a - 1) * cos + beta, 2 * (a - 1 - (a + 1) * cos), a + 1 - (a - 1) * cos - beta
        });
  }

  private static float[] biquad(float[] wave, double[] b, double[] a) {
    float[] filtered = new float[wave.length];
    double x1 = 0;
    double x2 = 0;
    double y1 = 0;
    double y2 = 0;
    for (int i = 0; i < wave.length; i++) {
      double y = (b[0] * wave[i] + b[1] * x1 + b[2] * x2 - a[1] * y1 - a[2] * y2) / a[0];
      x2 = x1;
      x1 = wave[i];
      y2 = y1;
      y1 = y;
      filtered[i] = (float) y;
    }
    return filtered;
  }
}
