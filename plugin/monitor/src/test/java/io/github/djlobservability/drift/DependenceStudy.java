package io.github.djlobservability.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.Item;
import io.github.djlobservability.drift.reference.ModelReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Prints what a reference in time order buys: run lengths and delays on streams whose items depend
 * on one another, with the reference taken as unordered, as ordered with thresholds by theory, and
 * as ordered with thresholds that were tried out. Takes half an hour.
 *
 * <pre>
 * mvn -pl plugin/monitor -am test -Dtest=DependenceStudy -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 */
public class DependenceStudy {

  private static final int REFERENCE = 5_000;
  private static final double EXPECTED = 10_000;
  private static final int LIMIT = 400_000;
  private static final int SEEDS = 100;
  private static final int CHANGE = 1_000;

  /** A stream of dependent numbers with standard deviation 1. */
  public interface Stream {
    double next();
  }

  /** How the reference is taken. */
  private enum Taken {
    UNORDERED,
    BY_THEORY,
    TRIED
  }

  public static Stream autoregressive(double coefficient, SplittableRandom random) {
    double noise = Math.sqrt(1 - coefficient * coefficient);
    return new Stream() {
      private double last = random.nextGaussian();

      @Override
      public double next() {
        last = coefficient * last + noise * random.nextGaussian();
        return last;
      }
    };
  }

  /** Makes a cycle of {@code items} items, as large as the noise. */
  public static Stream cycle(int items, SplittableRandom random) {
    return new Stream() {
      private long time = random.nextInt(items);

      @Override
      public double next() {
        return Math.sin(2 * Math.PI * time++ / items) + Math.sqrt(0.5) * random.nextGaussian();
      }
    };
  }

  /**
   * Rows whose columns are such streams.
   *
   * @param memory a coefficient, or {@code cycle N}
   */
  private record Rows(int columns, String memory) {

    List<Stream> start(SplittableRandom random) {
      List<Stream> streams = new ArrayList<>();
      for (int i = 0; i < columns; i++) {
        streams.add(
            memory.startsWith("cycle")
                ? cycle(Integer.parseInt(memory.substring(6)), random)
                : autoregressive(Double.parseDouble(memory), random));
      }
      return streams;
    }

    ModelReference reference(List<Stream> streams, Taken taken) {
      List<double[]> rows = new ArrayList<>();
      for (int i = 0; i < REFERENCE; i++) {
        rows.add(streams.stream().mapToDouble(Stream::next).toArray());
      }
      List<FeatureReference> features = new ArrayList<>();
      for (int column = 0; column < columns; column++) {
        int index = column;
        double[] values = rows.stream().mapToDouble(row -> row[index]).toArray();
        FeatureReference feature = FeatureReference.numeric("x" + column, DriftKind.DATA, values);
        features.add(taken == Taken.UNORDERED ? feature : feature.inTimeOrder(values));
      }
      return new ModelReference(features, rows, taken == Taken.TRIED);
    }

    /**
     * Items until the first DRIFT after a change; of no change if {@code shift} is 0.
     *
     * @param shift of the first column, in standard deviations
     */
    double length(Taken taken, double shift, long seed) {
      List<Stream> streams = start(new SplittableRandom(seed));
      ModelMonitor monitor =
          new ModelMonitor(
              reference(streams, taken),
              MonitorSettings.defaults()
                  .withExpectedRunTime(ExpectedRunTime.ofItems(EXPECTED))
                  .withSeed(seed));
      Item item = monitor.newItem();
      int change = shift == 0 ? 0 : CHANGE;
      for (int number = 1; number < LIMIT; number++) {
        item.start(number, null);
        for (int i = 0; i < streams.size(); i++) {
          item.number(i, streams.get(i).next() + (i == 0 && number > change ? shift : 0));
        }
        for (Verdict verdict : monitor.observe(item)) {
          if (verdict.status() == Status.DRIFT && number > change) {
            return number - change;
          }
        }
      }
      return LIMIT;
    }

    /** In ascending order. */
    double[] lengths(Taken taken, double shift) {
      return LongStream.range(0, SEEDS)
          .parallel()
          .mapToDouble(seed -> length(taken, shift, seed))
          .sorted()
          .toArray();
    }
  }

  @Test
  void runLengthsAndDelays() {
    System.out.println(
        "| columns | memory | unordered | by theory | tried: mean | median | under a fifth"
            + " | shift 0.5: by theory | tried | shift 1: by theory | tried |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|---|");
    for (String memory : List.of("0.0", "0.3", "0.5", "0.9")) {
      print(new Rows(1, memory));
      print(new Rows(10, memory));
    }
    print(new Rows(1, "cycle 24"));
  }

  private static void print(Rows rows) {
    double[] tried = rows.lengths(Taken.TRIED, 0);
    assertThat(mean(tried)).isGreaterThan(0.75 * EXPECTED);
    System.out.printf(
        "| %d | %s | %,.0f | %,.0f | %,.0f | %,.0f | %.0f %% | %,.0f | %,.0f | %,.0f | %,.0f |%n",
        rows.columns(),
        rows.memory(),
        mean(rows.lengths(Taken.UNORDERED, 0)),
        mean(rows.lengths(Taken.BY_THEORY, 0)),
        mean(tried),
        tried[SEEDS / 2],
        100.0 * Arrays.stream(tried).filter(x -> x < EXPECTED / 5).count() / SEEDS,
        rows.lengths(Taken.BY_THEORY, 0.5)[SEEDS / 2],
        rows.lengths(Taken.TRIED, 0.5)[SEEDS / 2],
        rows.lengths(Taken.BY_THEORY, 1)[SEEDS / 2],
        rows.lengths(Taken.TRIED, 1)[SEEDS / 2]);
  }

  private static double mean(double[] lengths) {
    return Arrays.stream(lengths).average().orElse(Double.NaN);
  }
}
