package io.github.djlobservability.drift;

import io.github.djlobservability.drift.reference.Dependence;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.Item;
import io.github.djlobservability.drift.reference.ModelReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * A cell of the grid of run lengths: columns that do not change.
 *
 * @param kinds of the columns
 * @param referenceRows rows of the reference
 * @param memory how rows depend on the rows before
 * @param arrival when items come
 * @param asked expected run time in items
 */
record GridCell(
    List<GridKind> kinds, int referenceRows, Memory memory, Arrival arrival, double asked) {

  /** How a standard normal number depends on those before. */
  enum Memory {
    NONE,
    AR5,
    AR9,
    DAILY,
    WEEKLY,
    BURSTS;

    boolean isIndependent() {
      return this == NONE;
    }

    /** Returns the next standard normal number, of row {@code row}. */
    double next(double before, long row, SplittableRandom random) {
      double noise = random.nextGaussian();
      return switch (this) {
        case NONE -> noise;
        case AR5 -> 0.5 * before + Math.sqrt(0.75) * noise;
        case AR9 -> 0.9 * before + Math.sqrt(0.19) * noise;
        case DAILY -> (noise + wave(row, 24)) / Math.sqrt(2);
        case WEEKLY -> (noise + wave(row, 168)) / Math.sqrt(2);
        case BURSTS -> row % 10 == 0 ? noise : Math.sqrt(0.5) * (before + noise);
      };
    }
  }

  /** When items come, and so whether the run time is asked for in items or as a time. */
  enum Arrival {
    /** One a millisecond; asked for in items. */
    STEADY,
    /** 500 once a day. */
    BATCHES,
    /** Ten a day, at random. */
    TEN_A_DAY,
    /** One an hour from the reference on, whose times are known; asked for in items. */
    HOURLY;

    private static final int BATCH = 500;
    private static final int TEN = 10;

    ExpectedRunTime asked(double items) {
      return switch (this) {
        case STEADY, HOURLY -> ExpectedRunTime.ofItems(items);
        case BATCHES -> ExpectedRunTime.of(Duration.ofMillis((long) (items / BATCH * DAY)));
        case TEN_A_DAY -> ExpectedRunTime.of(Duration.ofMillis((long) (items / TEN * DAY)));
      };
    }

    /** Returns the time of an item, in milliseconds, by that of the one before. */
    long next(long before, long number, SplittableRandom random) {
      return switch (this) {
        case STEADY -> number;
        case BATCHES -> (number - 1) / BATCH * DAY + (number - 1) % BATCH;
        case HOURLY -> before + HOUR;
        case TEN_A_DAY -> before + (long) (-Math.log(1 - random.nextDouble()) * DAY / TEN);
      };
    }
  }

  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private static double wave(long row, int period) {
    return Math.sqrt(2) * Math.sin(2 * Math.PI * row / period);
  }

  /** Columns of one kind. */
  static GridCell of(String kind, int columns, int referenceRows, Memory memory, double asked) {
    List<GridKind> kinds = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      kinds.add(GridKind.of(kind));
    }
    return new GridCell(kinds, referenceRows, memory, Arrival.STEADY, asked);
  }

  /** Returns the same cell with items that come otherwise. */
  GridCell with(Arrival other) {
    return new GridCell(kinds, referenceRows, memory, other, asked);
  }

  String name() {
    String kind =
        kinds.stream().map(GridKind::name).distinct().count() == 1 ? kinds.get(0).name() : "mixed";
    return kinds.size() + " " + kind;
  }

  /** How long a monitor runs until its first DRIFT, and what says so. */
  record Run(long items, String alarm) {}

  /** Runs once, for at most {@code limit} items. */
  Run run(long seed, long limit) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] state = new double[kinds.size()];
    double[][] values = new double[kinds.size()][referenceRows];
    long row = 0;
    for (int i = 0; i < kinds.size(); i++) {
      state[i] = random.nextGaussian();
    }
    for (; row < referenceRows; row++) {
      step(state, row, random);
      for (int i = 0; i < kinds.size(); i++) {
        values[i][(int) row] = kinds.get(i).next(state[i], random);
      }
    }
    ModelMonitor monitor = monitor(values, seed);
    Item item = monitor.newItem();
    long millis = arrival == Arrival.HOURLY ? (row - 1) * HOUR : 0;
    for (long number = 1; number <= limit; number++, row++) {
      step(state, row, random);
      millis = arrival.next(millis, number, random);
      item.start(millis, null);
      for (int i = 0; i < kinds.size(); i++) {
        put(item, i, kinds.get(i).next(state[i], random));
      }
      for (Verdict verdict : monitor.observe(item)) {
        if (verdict.status() == Status.DRIFT) {
          return new Run(number, verdict.feature() + " " + verdict.check());
        }
      }
    }
    return new Run(limit, "");
  }

  private void step(double[] state, long row, SplittableRandom random) {
    for (int i = 0; i < state.length; i++) {
      state[i] = memory.next(state[i], row, random);
    }
  }

  private ModelMonitor monitor(double[][] values, long seed) {
    boolean ordered = memory != Memory.NONE;
    List<FeatureReference> features = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      FeatureReference made = kinds.get(i).reference("x" + i, values[i], ordered);
      features.add(
          arrival == Arrival.HOURLY
              ? made.withoutCycle(values[i], hours(), Dependence.consecutive(referenceRows))
              : made);
    }
    Item item = new Item(features.toArray(new FeatureReference[0]));
    List<double[]> rows = new ArrayList<>();
    for (int row = 0; row < referenceRows; row++) {
      double[] one = new double[values.length];
      item.start(0, null);
      for (int i = 0; i < values.length; i++) {
        put(item, i, values[i][row]);
        one[i] =
            Double.isNaN(values[i][row])
                ? Double.NaN
                : features.get(i).adjusted(item.values[i], row * HOUR);
      }
      rows.add(one);
    }
    return new ModelMonitor(
        new ModelReference(features, rows),
        MonitorSettings.defaults().withExpectedRunTime(arrival.asked(asked)).withSeed(seed));
  }

  private long[] hours() {
    return LongStream.range(0, referenceRows).map(row -> row * HOUR).toArray();
  }

  private void put(Item item, int column, double value) {
    if (Double.isNaN(value)) {
      return;
    }
    if (kinds.get(column).numeric()) {
      item.number(column, value);
    } else {
      item.category(column, GridKind.category(value));
    }
  }
}
