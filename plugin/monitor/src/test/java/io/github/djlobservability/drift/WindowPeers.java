package io.github.djlobservability.drift;

import io.github.djlobservability.statistics.SortedSample;
import io.github.djlobservability.statistics.comparison.JensenShannon;
import io.github.djlobservability.statistics.comparison.KolmogorovSmirnov;
import io.github.djlobservability.statistics.comparison.Measurement;
import io.github.djlobservability.statistics.comparison.PopulationStabilityIndex;
import io.github.djlobservability.statistics.comparison.Wasserstein;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Says how soon windows find a change of one of ten columns: each window of some hundred rows is
 * compared with the reference, and the threshold is the one at which the ten columns together alarm
 * as often as asked. The change begins anywhere in a window, or where one begins.
 */
final class WindowPeers {

  /** Draws a value of a row, before or after the change; NaN is missing. */
  interface Source {
    double next(boolean changed, long row, SplittableRandom random);
  }

  /**
   * Says what the windows of one measure and size need.
   *
   * @param median rows until the end of the window that alarms
   * @param missed share of runs that end first
   */
  record Found(String name, double median, double missed) {

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%,.0f, %.0f %% (%s)", median, 100 * missed, name);
    }
  }

  private static final int[] SIZES = {250, 500, 750};
  private static final int COLUMNS = 10;
  private static final int REFERENCE = 2_000;
  private static final int BINS = 10;
  private static final double ASKED = 10_000;
  private static final int HORIZON = 5_000;
  private static final int CALIBRATIONS = 300;
  private static final int WINDOWS = 20;

  private enum Measure {
    KOLMOGOROV_SMIRNOV,
    WASSERSTEIN,
    JENSEN_SHANNON,
    STABILITY_INDEX;

    double statistic(SortedSample reference, SortedSample current) {
      Measurement measured =
          switch (this) {
            case KOLMOGOROV_SMIRNOV -> KolmogorovSmirnov.asymptotic().measure(reference, current);
            case WASSERSTEIN -> Wasserstein.overReferenceDeviation().measure(reference, current);
            case JENSEN_SHANNON ->
                new JensenShannon().measure(bins(reference, reference), bins(reference, current));
            case STABILITY_INDEX ->
                new PopulationStabilityIndex()
                    .measure(bins(reference, reference), bins(reference, current));
          };
      return measured.statistic();
    }

    /** Counts the values by the reference's tenths; few different values are bins themselves. */
    private static long[] bins(SortedSample reference, SortedSample current) {
      double[] cuts = Arrays.stream(reference.values()).distinct().toArray();
      if (cuts.length > BINS) {
        for (int i = 1; i < BINS; i++) {
          cuts[i - 1] = reference.quantile((double) i / BINS);
        }
        cuts = Arrays.copyOf(cuts, BINS - 1);
      }
      long[] counts = new long[cuts.length + 1];
      for (double value : current.values()) {
        int place = Arrays.binarySearch(cuts, value);
        counts[place < 0 ? -place - 1 : place]++;
      }
      return counts;
    }
  }

  private final Supplier<Source> sources;
  private final int seeds;

  WindowPeers(Supplier<Source> sources, int seeds) {
    this.sources = sources;
    this.seeds = seeds;
  }

  /** Returns the quickest of all measures and sizes. */
  Found best(boolean anywhere) {
    List<Found> all = new ArrayList<>();
    for (Measure measure : Measure.values()) {
      for (int size : SIZES) {
        all.add(found(measure, size, anywhere));
      }
    }
    return Collections.min(all, Comparator.comparingDouble(Found::median));
  }

  private Found found(Measure measure, int size, boolean anywhere) {
    double threshold = threshold(measure, size);
    double[] delays = new double[seeds];
    for (int seed = 1; seed <= seeds; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Source source = sources.get();
      SortedSample reference = draw(source, 0, REFERENCE, Long.MAX_VALUE, random);
      long change = (long) REFERENCE + (anywhere ? random.nextInt(size) : 0);
      double delay = HORIZON + 1;
      for (long row = REFERENCE; delay > HORIZON && row < change + HORIZON; row += size) {
        SortedSample window = draw(source, row, size, change, random);
        if (measure.statistic(reference, window) > threshold) {
          delay = row + (double) size - change;
        }
      }
      delays[seed - 1] = delay;
    }
    Arrays.sort(delays);
    long missed = Arrays.stream(delays).filter(delay -> delay > HORIZON).count();
    String name = measure.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " of " + size;
    return new Found(name, delays[seeds / 2], (double) missed / seeds);
  }

  /** The statistic that a window of one column exceeds by chance as often as a tenth of asked. */
  private double threshold(Measure measure, int size) {
    double[] found = new double[CALIBRATIONS * WINDOWS];
    for (int run = 0; run < CALIBRATIONS; run++) {
      SplittableRandom random = new SplittableRandom(1_000_000L + run);
      Source source = sources.get();
      SortedSample reference = draw(source, 0, REFERENCE, Long.MAX_VALUE, random);
      for (int window = 0; window < WINDOWS; window++) {
        SortedSample current =
            draw(source, REFERENCE + (long) window * size, size, Long.MAX_VALUE, random);
        found[run * WINDOWS + window] = measure.statistic(reference, current);
      }
    }
    Arrays.sort(found);
    return found[(int) (found.length * (1 - size / ASKED / COLUMNS))];
  }

  /**
   * Draws values; where values may be missing, the share of what is missing is what is compared.
   */
  private static SortedSample draw(
      Source source, long from, int rows, long change, SplittableRandom random) {
    double[] values = new double[rows];
    boolean missing = false;
    for (int i = 0; i < rows; i++) {
      values[i] = source.next(from + i >= change, from + i, random);
      missing |= Double.isNaN(values[i]);
    }
    return SortedSample.of(
        missing ? Arrays.stream(values).map(x -> Double.isNaN(x) ? 1 : 0).toArray() : values);
  }
}
