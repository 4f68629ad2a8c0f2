package io.github.djlobservability.payload.image;

/** Adds up the colours of an image. Not thread-safe. */
final class Colours {
  private static final int LEVELS = 256;
  private static final int DARK = 2;
  private static final int BRIGHT = 253;

  /** How many steps lead from the left to the right. */
  private static final int STEPS = 16;

  private final Pixels pixels;
  private final float[] luma;
  private final int[] histogram = new int[LEVELS];
  private final long[] steps = new long[3];
  private double saturation;
  private double redGreen;
  private double yellowBlue;

  private Colours(Pixels pixels) {
    this.pixels = pixels;
    this.luma = pixels.luma();
  }

  static Colours of(Pixels pixels) {
    Colours colours = new Colours(pixels);
    for (int i = 0; i < pixels.count(); i++) {
      colours.take(pixels.red(i), pixels.green(i), pixels.blue(i));
      colours.histogram[Math.min(LEVELS - 1, Math.round(colours.luma[i]))]++;
    }
    colours.step();
    return colours;
  }

  /**
   * Adds up the steps in each row over a distance. Steps between neighbours would be alike in all
   * colours: JPEG codes colours more coarsely than light.
   */
  private void step() {
    int distance = Math.max(1, pixels.width() / STEPS);
    for (int i = distance; i < pixels.count(); i++) {
      if (i % pixels.width() >= distance) {
        int from = i - distance;
        steps[0] += Math.abs(pixels.red(i) - pixels.red(from));
        steps[1] += Math.abs(pixels.green(i) - pixels.green(from));
        steps[2] += Math.abs(pixels.blue(i) - pixels.blue(from));
      }
    }
  }

  private void take(int red, int green, int blue) {
    int most = Math.max(red, Math.max(green, blue));
    int least = Math.min(red, Math.min(green, blue));
    saturation += most == 0 ? 0 : (double) (most - least) / most;
    redGreen += red - green;
    yellowBlue += (red + green) / 2.0 - blue;
  }

  double saturation() {
    return saturation / pixels.count();
  }

  double redGreen() {
    return redGreen / pixels.count() / (LEVELS - 1);
  }

  double yellowBlue() {
    return yellowBlue / pixels.count() / (LEVELS - 1);
  }

  /**
   * Returns the steps of red over a 16th of a row to those of green, in dB; NaN without steps.
   * Edges are grey more often than surfaces are, so this is the light or the camera more than the
   * scene. Source: van de Weijer, Gevers and Gijsenij, "Edge-based color constancy", 2007.
   */
  double redCast() {
    return cast(steps[0]);
  }

  /** Returns the same of blue. */
  double blueCast() {
    return cast(steps[2]);
  }

  private double cast(long of) {
    return of > 0 && steps[1] > 0 ? 20 * Math.log10((double) of / steps[1]) : Double.NaN;
  }

  double brightness() {
    double sum = 0;
    for (float level : luma) {
      sum += level;
    }
    return sum / luma.length / (LEVELS - 1);
  }

  double contrast() {
    double mean = brightness() * (LEVELS - 1);
    double squares = 0;
    for (float level : luma) {
      squares += (level - mean) * (level - mean);
    }
    return Math.sqrt(squares / luma.length) / (LEVELS - 1);
  }

  double darkShare() {
    return share(0, DARK);
  }

  double brightShare() {
    return share(BRIGHT, LEVELS - 1);
  }

  private double share(int from, int to) {
    long count = 0;
    for (int level = from; level <= to; level++) {
      count += histogram[level];
    }
    return (double) count / luma.length;
  }

  /** Returns Shannon's entropy of the histogram, in bits. */
  double entropy() {
    double entropy = 0;
    for (int count : histogram) {
      double share = (double) count / luma.length;
      entropy -= count == 0 ? 0 : share * Math.log(share);
    }
    return entropy / Math.log(2);
  }

  /**
   * Returns the mean luma of the cells of a grid, row by row, less their mean and by their standard
   * deviation: what the image is of, whatever its light. All 0 where nothing differs.
   */
  float[] thumbnail(int side) {
    double[] cells = new double[side * side];
    int[] counts = new int[side * side];
    for (int y = 0; y < pixels.height(); y++) {
      for (int x = 0; x < pixels.width(); x++) {
        int cell = y * side / pixels.height() * side + x * side / pixels.width();
        cells[cell] += luma[y * pixels.width() + x];
        counts[cell]++;
      }
    }
    return standardised(cells, counts);
  }

  /** A cell without a pixel, of an image smaller than the grid, is as the mean. */
  private float[] standardised(double[] sums, int[] counts) {
    double mean = brightness() * (LEVELS - 1);
    float[] standardised = new float[sums.length];
    double squares = 0;
    for (int i = 0; i < sums.length; i++) {
      double difference = counts[i] == 0 ? 0 : sums[i] / counts[i] - mean;
      standardised[i] = (float) difference;
      squares += difference * difference;
    }
    double deviation = Math.sqrt(squares / sums.length);
    for (int i = 0; i < sums.length; i++) {
      standardised[i] = deviation < 0.5 ? 0 : (float) (standardised[i] / deviation);
    }
    return standardised;
  }
}
