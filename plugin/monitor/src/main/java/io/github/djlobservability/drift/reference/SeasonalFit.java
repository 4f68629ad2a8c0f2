package io.github.djlobservability.drift.reference;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How a number goes with the time of the day or of the week: its mean and its deviation in each
 * part of the period, at the mean time of the part's values, in between a straight line. A value
 * {@link #adjusted} is what it would be at an average time, in the number's own unit. Times are
 * those of UTC: which hour it is does not matter, only that it is the same one. Immutable.
 */
final class SeasonalFit {

  /** A part's values are joined by these, which have the deviation of all. */
  private static final double PRIOR = 20;

  private final Shape shape;
  private final double[] counts;

  /** The mean time of each part's values, in parts. */
  private final double[] places;

  private final double[] means;
  private final double[] deviations;
  private final double mean;
  private final double deviation;

  /**
   * A period in parts.
   *
   * @param period in milliseconds
   * @param parts how many
   * @param spread whether the deviation goes with the time, too
   */
  record Shape(long period, int parts, boolean spread) {

    /** Returns the part that a time is in. */
    int part(long millis) {
      return (int) (Math.floorMod(millis, period) * parts / period);
    }

    /** Returns how many parts after the beginning a time is. */
    private double place(long millis) {
      return (double) Math.floorMod(millis, period) * parts / period;
    }
  }

  private SeasonalFit(
      Shape shape, double[] counts, double[] places, double[] means, double[] deviations) {
    this.shape = shape;
    this.counts = counts;
    this.places = places;
    this.means = means;
    this.deviations = deviations;
    double sum = 0;
    double variance = 0;
    for (int part = 0; part < counts.length; part++) {
      sum += counts[part] * means[part];
      variance += counts[part] * deviations[part] * deviations[part];
    }
    double count = Arrays.stream(counts).sum();
    mean = sum / count;
    deviation = Math.sqrt(variance / count);
    fill(means);
    fill(deviations);
  }

  /**
   * Fits values; null if those of a part are all alike, or most parts have none.
   *
   * @param values those that are NaN are left out
   * @param millis the time of each
   */
  static @Nullable SeasonalFit of(Shape shape, double[] values, long[] millis) {
    double[] counts = new double[shape.parts()];
    double[] places = new double[shape.parts()];
    double[] means = new double[shape.parts()];
    double[] squares = new double[shape.parts()];
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        int part = shape.part(millis[i]);
        double gap = values[i] - means[part];
        means[part] += gap / ++counts[part];
        places[part] += (shape.place(millis[i]) - places[part]) / counts[part];
        squares[part] += gap * (values[i] - means[part]);
      }
    }
    double count = Arrays.stream(counts).sum();
    double variance = Arrays.stream(squares).sum() / count;
    double[] deviations = new double[shape.parts()];
    for (int part = 0; part < deviations.length; part++) {
      double own = shape.spread() ? squares[part] : 0;
      double known = shape.spread() ? counts[part] : 0;
      deviations[part] = Math.sqrt((own + PRIOR * variance) / (known + PRIOR));
      places[part] = counts[part] == 0 ? part + 0.5 : places[part];
    }
    boolean told = 2 * Arrays.stream(counts).filter(n -> n > 0).count() >= shape.parts();
    return told && variance > 0 ? new SeasonalFit(shape, counts, places, means, deviations) : null;
  }

  /** Parts without a value are between those before and after. */
  private void fill(double[] figures) {
    int parts = figures.length;
    for (int part = 0; part < parts; part++) {
      if (counts[part] == 0) {
        int back = 1;
        while (counts[Math.floorMod(part - back, parts)] == 0) {
          back++;
        }
        int on = 1;
        while (counts[(part + on) % parts] == 0) {
          on++;
        }
        double before = figures[Math.floorMod(part - back, parts)];
        double after = figures[(part + on) % parts];
        figures[part] = (before * on + after * back) / (on + back);
      }
    }
  }

  /** Returns what a value would be at an average time. */
  double adjusted(double value, long millis) {
    return mean + deviation * score(value, millis);
  }

  /** Returns how many deviations a value is above the mean of its time. */
  double score(double value, long millis) {
    return (value - at(means, millis)) / at(deviations, millis);
  }

  /**
   * Returns what a value that was fitted would be at an average time had it not been.
   *
   * @param fitted the value as it was fitted
   */
  double adjustedWithout(double value, double fitted, long millis) {
    int part = shape.part(millis);
    double own = 1 - Math.abs(beyond(millis));
    double shift = counts[part] < 2 ? 0 : own * (means[part] - fitted) / (counts[part] - 1);
    return adjusted(value - shift, millis);
  }

  /** Returns the deviation at a time. */
  double deviation(long millis) {
    return at(deviations, millis);
  }

  private double at(double[] figures, long millis) {
    int part = shape.part(millis);
    double beyond = beyond(millis);
    int other = Math.floorMod(beyond < 0 ? part - 1 : part + 1, figures.length);
    return figures[part] + Math.abs(beyond) * (figures[other] - figures[part]);
  }

  /**
   * Returns how far a time is on the way from its own part's place to that of the next, or, below
   * 0, of the one before.
   */
  private double beyond(long millis) {
    int part = shape.part(millis);
    double way = shape.place(millis) - places[part];
    int parts = places.length;
    return way < 0
        ? way
            / (places[part]
                - part
                + 1
                - (places[Math.floorMod(part - 1, parts)] - Math.floorMod(part - 1, parts)))
        : way / (1 + places[(part + 1) % parts] - (part + 1) % parts - (places[part] - part));
  }

  /** Differs for another fit. */
  String fingerprint() {
    return shape + Arrays.toString(means) + Arrays.toString(deviations);
  }
}
