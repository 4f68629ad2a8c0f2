package io.github.djlobservability.payload.image;

/** Measures how fine an image is, of the luma of neighbouring pixels. Stateless. */
final class Detail {
  /** Variance of a Laplacian that is none: half of what one level in a hundred pixels makes. */
  private static final double NOTHING = 0.01;

  private final float[] luma;
  private final int width;
  private final int height;

  private Detail(Pixels pixels) {
    this.luma = pixels.luma();
    this.width = pixels.width();
    this.height = pixels.height();
  }

  static Detail of(Pixels pixels) {
    return new Detail(pixels);
  }

  /**
   * Returns the variance of the Laplacian (four neighbours) in dB; at least -20. NaN for an image
   * of less than three rows or columns. Source: Pech-Pacheco and others, "Diatom autofocusing in
   * brightfield microscopy", 2000.
   */
  double sharpness() {
    double sum = 0;
    double squares = 0;
    for (int y = 1; y < height - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        int at = y * width + x;
        double laplacian =
            luma[at - 1] + luma[at + 1] + luma[at - width] + luma[at + width] - 4 * luma[at];
        sum += laplacian;
        squares += laplacian * laplacian;
      }
    }
    double count = inner();
    double variance = squares / count - sum / count * (sum / count);
    return 10 * Math.log10(Math.max(0, variance) + NOTHING);
  }

  /**
   * Returns the standard deviation of noise, in levels of 255; NaN for an image of less than three
   * rows or columns. Fine structure counts as noise. Source: Immerkaer, "Fast noise variance
   * estimation", 1996.
   */
  double noise() {
    double sum = 0;
    for (int y = 1; y < height - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        int at = y * width + x;
        int up = at - width;
        int down = at + width;
        double corners = luma[up - 1] + luma[up + 1] + luma[down - 1] + luma[down + 1];
        double sides = luma[up] + luma[down] + luma[at - 1] + luma[at + 1];
        sum += Math.abs(corners - 2 * sides + 4 * luma[at]);
      }
    }
    return Math.sqrt(Math.PI / 2) * sum / (6 * inner());
  }

  /** NaN for none, so that what is divided by it is. */
  private double inner() {
    double count = (double) (width - 2) * (height - 2);
    return width > 2 && height > 2 ? count : Double.NaN;
  }

  /**
   * Returns the mean step between neighbours in a row or column at the borders of blocks of eight
   * pixels, to the mean of all other steps; NaN where there is no step. 1 for an image that was
   * never coded in blocks. After Wang, Bovik and Evans, "Blind measurement of blocking artifacts in
   * images", 2000.
   */
  double blockiness() {
    double[] sums = new double[2];
    long[] counts = new long[2];
    for (int y = 0; y < height; y++) {
      for (int x = 1; x < width; x++) {
        step(sums, counts, x, luma[y * width + x] - luma[y * width + x - 1]);
      }
    }
    for (int y = 1; y < height; y++) {
      for (int x = 0; x < width; x++) {
        step(sums, counts, y, luma[y * width + x] - luma[(y - 1) * width + x]);
      }
    }
    double others = sums[0] / counts[0];
    return others > 0 && counts[1] > 0 ? sums[1] / counts[1] / others : Double.NaN;
  }

  private static void step(double[] sums, long[] counts, int place, float difference) {
    int border = place % Picture.BLOCK == 0 ? 1 : 0;
    sums[border] += Math.abs(difference);
    counts[border]++;
  }
}
