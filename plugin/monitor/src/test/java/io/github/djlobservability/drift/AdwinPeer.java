package io.github.djlobservability.drift;

import io.github.djlobservability.rival.Adwin;
import io.github.djlobservability.rival.ValueDetector;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Says how soon ADWIN finds a change of one of ten columns, with the confidence at which the ten
 * together alarm as often as asked. Missing values are given to it as a column of its own.
 */
final class AdwinPeer {

  private static final int REFERENCE = 2_000;
  private static final int BEFORE = 1_000;
  private static final int HORIZON = 5_000;
  private static final double RATE = 1 / 10_000.0 / 10;
  private static final int QUIET_RUNS = 3_000;
  private static final int QUIET_ROWS = 5_000;

  /** Rows between two of its looks; a change begins anywhere between them. */
  private static final int CLOCK = 32;

  private static final double LEAST = -10;
  private static final int STEPS = 9;

  private final Supplier<WindowPeers.Source> sources;
  private final int seeds;

  AdwinPeer(Supplier<WindowPeers.Source> sources, int seeds) {
    this.sources = sources;
    this.seeds = seeds;
  }

  WindowPeers.Found found() {
    double delta = delta();
    double[] delays = new double[seeds];
    for (int seed = 1; seed <= seeds; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      double delay = 0;
      while (delay <= 0) {
        int change = BEFORE + random.nextInt(CLOCK);
        delay = alarm(delta, change, change + HORIZON, random) - (double) change;
      }
      delays[seed - 1] = delay;
    }
    Arrays.sort(delays);
    long missed = Arrays.stream(delays).filter(delay -> delay > HORIZON).count();
    return new WindowPeers.Found("ADWIN", delays[seeds / 2], (double) missed / seeds);
  }

  /** Returns the confidence with that rate of false alarms, by halving its logarithm. */
  private double delta() {
    double low = LEAST;
    double high = 0;
    for (int step = 0; step < STEPS; step++) {
      double middle = (low + high) / 2;
      if (rate(Math.pow(10, middle)) > RATE) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return Math.pow(10, low);
  }

  private double rate(double delta) {
    double alarms = 0;
    double rows = 0;
    for (int run = 0; run < QUIET_RUNS; run++) {
      SplittableRandom random = new SplittableRandom(1_000_000L + run);
      int alarm = alarm(delta, Integer.MAX_VALUE, QUIET_ROWS, random);
      alarms += alarm <= QUIET_ROWS ? 1 : 0;
      rows += Math.min(alarm, QUIET_ROWS);
    }
    return alarms / rows;
  }

  /** Returns the row of the first alarm after the reference; the one after the last if none. */
  private int alarm(double delta, int change, int rows, SplittableRandom random) {
    WindowPeers.Source source = sources.get();
    ValueDetector detector = new Adwin(Adwin.Parameters.defaults().withDelta(delta));
    double[] reference = new double[REFERENCE];
    Arrays.setAll(reference, row -> source.next(false, row, random));
    boolean missing = Arrays.stream(reference).anyMatch(Double::isNaN);
    for (double value : reference) {
      detector.update(seen(value, missing));
    }
    for (int row = 1; row <= rows; row++) {
      double value = source.next(row > change, (long) REFERENCE + row - 1, random);
      if (detector.update(seen(value, missing)) == Status.DRIFT) {
        return row;
      }
    }
    return rows + 1;
  }

  private static double seen(double value, boolean missing) {
    return !missing ? value : Double.isNaN(value) ? 1 : 0;
  }
}
