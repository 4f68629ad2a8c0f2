package io.github.djlobservability.payload.audio;

import java.util.Arrays;
import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/** Makes power spectra of frames by Apache Commons Math. Not thread-safe. */
final class Fourier {
  private final int size;
  private final double[] window;
  private final double[][] data;

  /**
   * @param length samples of a frame, under a periodic Hann window
   * @param size of the transform, a power of 2, no less than the length
   */
  Fourier(int length, int size) {
    this.size = size;
    this.window = new double[length];
    this.data = new double[2][size];
    for (int i = 0; i < length; i++) {
      window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / length);
    }
  }

  /** Returns the least power of 2 that is no less than a number. */
  static int size(int least) {
    return Integer.highestOneBit(Math.max(1, 2 * least - 1));
  }

  /** Returns how many different frequencies there are, 0 and half the rate included. */
  int bins() {
    return size / 2 + 1;
  }

  /**
   * Adds the power spectra of two frames to a sum: both in one transform, the one as its real part,
   * the other as its imaginary part.
   *
   * @param second less than 0 for none
   */
  void add(Wave wave, int first, int second, double[] sum) {
    load(wave, first, data[0]);
    load(wave, second, data[1]);
    FastFourierTransformer.transformInPlace(data, DftNormalization.STANDARD, TransformType.FORWARD);
    for (int i = 0; i < bins(); i++) {
      int mirror = (size - i) % size;
      double re = data[0][i];
      double im = data[1][i];
      double mirrorRe = data[0][mirror];
      double mirrorIm = data[1][mirror];
      sum[i] += (re * re + im * im + mirrorRe * mirrorRe + mirrorIm * mirrorIm) / 2;
    }
  }

  private void load(Wave wave, int from, double[] into) {
    int there = from < 0 ? 0 : window.length;
    for (int i = 0; i < there; i++) {
      into[i] = window[i] * wave.get(from + i);
    }
    Arrays.fill(into, there, size, 0);
  }

  /** Returns the autocorrelation of one frame, of lags up to half the size. */
  double[] autocorrelation(Wave wave, int from) {
    load(wave, from, data[0]);
    Arrays.fill(data[1], 0);
    FastFourierTransformer.transformInPlace(data, DftNormalization.STANDARD, TransformType.FORWARD);
    for (int i = 0; i < size; i++) {
      data[0][i] = data[0][i] * data[0][i] + data[1][i] * data[1][i];
      data[1][i] = 0;
    }
    FastFourierTransformer.transformInPlace(data, DftNormalization.STANDARD, TransformType.FORWARD);
    return Arrays.copyOf(data[0], size / 2);
  }
}
