package io.github.djlobservability.drift;

import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.Item;
import io.github.djlobservability.drift.reference.ModelReference;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Prints how soon a change of one category is found among many, and how often it is missed: the
 * table of many categories in docs/studies/grid.md. Run lengths of such columns are cells of {@link
 * GridStudy}.
 *
 * <pre>
 * mvn -pl plugin/monitor -am test -Dtest=ManyCategoriesStudy -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 *
 * <p>{@code -Dmany.runs=400} says how many runs a row has, {@code -Dmany.asked=10000} what run time
 * is asked for.
 */
class ManyCategoriesStudy {

  private static final int BEFORE = 500;
  private static final int LONGEST = 10_000;
  private static final double ASKED = Double.parseDouble(System.getProperty("many.asked", "10000"));

  private record Change(int categories, int category, double odds) {}

  @Test
  void delays() {
    System.out.println(
        "| categories | reference | share | odds | runs | 25 % | median | 75 % | missed |");
    System.out.println("|---|---|---|---|---|---|---|---|---|");
    List<Change> changes =
        List.of(
            new Change(200, 0, 1.5),
            new Change(200, 2, 2),
            new Change(200, 2, 0.4),
            new Change(200, 7, 3),
            new Change(20, 2, 2));
    for (Change change : changes) {
      for (int rows : new int[] {1_000, 4_000}) {
        print(change, rows);
      }
    }
  }

  private static void print(Change change, int rows) {
    int runs = Integer.getInteger("many.runs", 400);
    int[] delays = new int[runs];
    Arrays.setAll(delays, run -> delay(change, rows, run + 1L));
    Arrays.sort(delays);
    System.out.printf(
        Locale.ROOT,
        "| %d by 1/k | %,d | %.1f %% | %.1f | %d | %d | %d | %d | %d |%n",
        change.categories(),
        rows,
        100 * share(change),
        change.odds(),
        runs,
        delays[runs / 4],
        delays[runs / 2],
        delays[3 * runs / 4],
        Arrays.stream(delays).filter(delay -> delay > LONGEST).count());
  }

  private static double share(Change change) {
    double all = 0;
    for (int k = 1; k <= change.categories(); k++) {
      all += 1.0 / k;
    }
    return 1 / all / (change.category() + 1);
  }

  /** Returns items from the change to DRIFT, 0 if that came before, more than all if never. */
  private static int delay(Change change, int rows, long seed) {
    GridKind kind = GridKind.harmonic(change.categories());
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[rows];
    Arrays.setAll(values, i -> kind.value().applyAsDouble(random.nextGaussian()));
    FeatureReference reference = kind.reference("x", values, false);
    ModelMonitor monitor =
        new ModelMonitor(
            ModelReference.of(List.of(reference)),
            MonitorSettings.defaults()
                .withExpectedRunTime(ExpectedRunTime.ofItems(ASKED))
                .withSeed(seed));
    double share = share(change);
    double after = change.odds() * share / (1 - share + change.odds() * share);
    Item item = monitor.newItem();
    for (int number = 1; number <= BEFORE + LONGEST; number++) {
      double value = kind.value().applyAsDouble(random.nextGaussian());
      if (number > BEFORE) {
        boolean is = random.nextDouble() < after;
        while (!is && value == change.category()) {
          value = kind.value().applyAsDouble(random.nextGaussian());
        }
        value = is ? change.category() : value;
      }
      item.start(number, null);
      item.category(0, GridKind.category(value));
      for (Verdict verdict : monitor.observe(item)) {
        if (verdict.status() == Status.DRIFT) {
          return Math.max(0, number - BEFORE);
        }
      }
    }
    return LONGEST + 1;
  }
}
