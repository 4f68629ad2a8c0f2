package io.github.djlobservability.drift;

import io.github.djlobservability.drift.reference.Dependence;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.Item;
import io.github.djlobservability.drift.reference.ModelReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Prints docs/studies/late-changes.md: how many rows changes take that windows of other programs
 * found sooner, one of ten columns, asked 10,000, and how many such windows take. It uses one
 * thread; {@code -Dlate.only=share} runs the rows whose name has that, {@code
 * -Dlate.parts=ours,adwin} only these columns, {@code -Dlate.seeds=400} and {@code
 * -Dlate.first=1001} as many seeds, from that one on.
 *
 * <pre>
 * mvn -pl plugin/monitor -am test -Dtest=LateChangeStudy -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 */
class LateChangeStudy {

  private static final String PARTS = System.getProperty("late.parts", "ours,windows,adwin");
  private static final long FIRST = Long.getLong("late.first", 1);
  private static final int COLUMNS = 10;
  private static final int REFERENCE = 2_000;
  private static final int BEFORE = 1_000;
  private static final int HORIZON = 5_000;
  private static final int DAY = 24;
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long[] HOURS =
      LongStream.range(0, REFERENCE).map(row -> row * HOUR).toArray();

  /** A row of the table. */
  private record Change(
      String name, boolean numeric, boolean ordered, Supplier<WindowPeers.Source> sources) {}

  private static double bit(double p, SplittableRandom random) {
    return random.nextDouble() < p ? 1 : 0;
  }

  private static double sparse(double share, double size, SplittableRandom random) {
    double value = size * Math.exp(random.nextGaussian());
    return random.nextDouble() < share ? value : 0;
  }

  private static double laplace(SplittableRandom random) {
    double size = -Math.log(1 - random.nextDouble()) / Math.sqrt(2);
    return random.nextBoolean() ? size : -size;
  }

  private static double humps(SplittableRandom random) {
    return (random.nextBoolean() ? 0.8 : -0.8) + 0.6 * random.nextGaussian();
  }

  private static double category(double first, SplittableRandom random) {
    double draw = random.nextDouble();
    return draw < first ? 0 : 1 + Math.floor(3 * (draw - first) / (1 - first));
  }

  private static Change numeric(String name, WindowPeers.Source source) {
    return new Change(name, true, false, () -> source);
  }

  private static Change category(String name, WindowPeers.Source source) {
    return new Change(name, false, false, () -> source);
  }

  private static double harmonic(int count, double first, SplittableRandom random) {
    double all = first - 1;
    for (int k = 1; k <= count; k++) {
      all += 1.0 / k;
    }
    double draw = random.nextDouble() * all - first;
    int category = 1;
    while (draw >= 0 && category < count) {
      category++;
      draw -= 1.0 / category;
    }
    return category - 1.0;
  }

  private static double poisson(double mean, SplittableRandom random) {
    double product = random.nextDouble();
    int count = 0;
    while (product > Math.exp(-mean)) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }

  /** Half of the last value is in the next. */
  private static final class Remembering implements WindowPeers.Source {

    private double last = Double.NaN;

    @Override
    public double next(boolean changed, long row, SplittableRandom random) {
      double noise = random.nextGaussian();
      last = Double.isNaN(last) ? noise : 0.5 * last + Math.sqrt(0.75) * noise;
      return last + (changed ? 0.5 : 0);
    }
  }

  private static List<Change> changes() {
    return List.of(
        numeric("non-zero share 10 -> 15 %", (c, t, r) -> sparse(c ? 0.15 : 0.1, 1, r)),
        numeric("non-zero share 1 -> 3 %", (c, t, r) -> sparse(c ? 0.03 : 0.01, 1, r)),
        numeric("non-zeros x 2, share 10 %", (c, t, r) -> sparse(0.1, c ? 2 : 1, r)),
        numeric("numeric bit 5 -> 10 %", (c, t, r) -> bit(c ? 0.1 : 0.05, r)),
        numeric("numeric bit 1 -> 3 %", (c, t, r) -> bit(c ? 0.03 : 0.01, r)),
        numeric("numeric bit 50 -> 60 %", (c, t, r) -> bit(c ? 0.6 : 0.5, r)),
        numeric(
            "Laplace for normal, mean and variance as before",
            (c, t, r) -> c ? laplace(r) : r.nextGaussian()),
        numeric(
            "two humps, mean and variance as before", (c, t, r) -> c ? humps(r) : r.nextGaussian()),
        category("category 40 -> 30 %", (c, t, r) -> category(c ? 0.3 : 0.4, r)),
        category(
            "a new category, 2 %", (c, t, r) -> c && r.nextDouble() < 0.02 ? 9 : category(0.4, r)),
        category(
            "50 categories, the first half as often", (c, t, r) -> harmonic(50, c ? 0.5 : 1, r)),
        numeric("Poisson 3 -> 3.6", (c, t, r) -> poisson(c ? 3.6 : 3, r)),
        numeric("normal, mean + 0.5", (c, t, r) -> r.nextGaussian() + (c ? 0.5 : 0)),
        numeric("normal, mean + 0.25", (c, t, r) -> r.nextGaussian() + (c ? 0.25 : 0)),
        new Change("memory 0.5, mean + 0.5", true, true, Remembering::new),
        numeric(
            "missing 1 -> 5 %",
            (c, t, r) -> r.nextDouble() < (c ? 0.05 : 0.01) ? Double.NaN : r.nextGaussian()),
        new Change(
            "shift of 0.5 under a daily cycle of 1",
            true,
            true,
            () ->
                (c, t, r) ->
                    r.nextGaussian()
                        + Math.sin(2 * Math.PI * t / DAY) * Math.sqrt(2)
                        + (c ? 0.5 : 0)));
  }

  @Test
  void delays() {
    int seeds = Integer.getInteger("late.seeds", 100);
    System.out.println("seeds " + FIRST + " to " + (FIRST + seeds - 1));
    System.out.println(
        "| change | ours: rows, missed | best windows | a window begins with the change | ADWIN |");
    System.out.println("|---|---|---|---|---|");
    String only = System.getProperty("late.only", "");
    for (Change change : changes()) {
      if (!change.name().contains(only)) {
        continue;
      }
      WindowPeers windows = new WindowPeers(change.sources(), 10 * seeds);
      List<String> cells = new ArrayList<>(List.of("", change.name()));
      if (PARTS.contains("ours")) {
        cells.add(ours(change, seeds));
      }
      if (PARTS.contains("windows")) {
        cells.add(windows.best(true).toString());
        cells.add(windows.best(false).toString());
      }
      if (PARTS.contains("adwin")) {
        cells.add(new AdwinPeer(change.sources(), 10 * seeds).found().toString());
      }
      System.out.println(String.join(" | ", cells).strip() + " |");
    }
  }

  private static String ours(Change change, int seeds) {
    double[] delays = new double[seeds];
    for (int i = 0; i < seeds; i++) {
      delays[i] = delay(change, new SplittableRandom(FIRST + i), FIRST + i);
    }
    Arrays.sort(delays);
    long missed = Arrays.stream(delays).filter(delay -> delay > HORIZON).count();
    return new WindowPeers.Found("ours", delays[seeds / 2], (double) missed / seeds).toString();
  }

  /** Runs with an alarm of that column before the change are drawn again. */
  private static double delay(Change change, SplittableRandom random, long seed) {
    while (true) {
      double delay = attempt(change, random, seed);
      if (delay > 0) {
        return delay;
      }
    }
  }

  private static double attempt(Change change, SplittableRandom random, long seed) {
    List<WindowPeers.Source> sources = Stream.generate(change.sources()).limit(COLUMNS).toList();
    double[][] values = new double[COLUMNS][REFERENCE];
    for (int row = 0; row < REFERENCE; row++) {
      for (int i = 0; i < COLUMNS; i++) {
        values[i][row] = next(change, sources, i, false, row, random);
      }
    }
    ModelMonitor monitor = monitor(change, values, seed);
    Item item = monitor.newItem();
    for (int number = 1; number <= BEFORE + HORIZON; number++) {
      item.start((REFERENCE + number - 1L) * HOUR, null);
      for (int i = 0; i < COLUMNS; i++) {
        long row = REFERENCE + number - 1L;
        put(change, item, i, next(change, sources, i, number > BEFORE, row, random));
      }
      for (Verdict verdict : monitor.observe(item)) {
        if (verdict.status() == Status.DRIFT && verdict.feature().equals("x0")) {
          return (double) number - BEFORE;
        }
      }
    }
    return HORIZON + 1;
  }

  private static double next(
      Change change,
      List<WindowPeers.Source> sources,
      int column,
      boolean changed,
      long row,
      SplittableRandom random) {
    if (column > 0 && !change.ordered()) {
      return random.nextGaussian();
    }
    return sources.get(column).next(changed && column == 0, row, random);
  }

  private static void put(Change change, Item item, int column, double value) {
    if (column == 0 && !change.numeric()) {
      item.category(0, Integer.toString((int) value));
    } else if (!Double.isNaN(value)) {
      item.number(column, value);
    }
  }

  private static ModelMonitor monitor(Change change, double[][] values, long seed) {
    List<FeatureReference> features = new ArrayList<>();
    for (int i = 0; i < COLUMNS; i++) {
      features.add(reference(change, i, values[i]));
    }
    List<double[]> rows = new ArrayList<>();
    for (int row = 0; row < REFERENCE; row++) {
      double[] one = new double[COLUMNS];
      for (int i = 0; i < COLUMNS; i++) {
        one[i] = features.get(i).adjusted(values[i][row], HOURS[row]);
      }
      rows.add(one);
    }
    return new ModelMonitor(
        new ModelReference(features, rows),
        MonitorSettings.defaults()
            .withExpectedRunTime(ExpectedRunTime.ofItems(10_000))
            .withSeed(seed));
  }

  private static FeatureReference reference(Change change, int column, double[] values) {
    String name = "x" + column;
    if (column == 0 && !change.numeric()) {
      return FeatureReference.categorical(
          name,
          DriftKind.DATA,
          Arrays.stream(values).mapToObj(value -> Integer.toString((int) value)).toList());
    }
    FeatureReference made = FeatureReference.numeric(name, DriftKind.DATA, values);
    return change.ordered()
        ? made.inTimeOrder(values).withoutCycle(values, HOURS, Dependence.consecutive(REFERENCE))
        : made;
  }
}
