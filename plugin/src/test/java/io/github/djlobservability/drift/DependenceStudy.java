package io.github.djlobservability.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.detector.Status;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Prints what a reference in time order buys: run lengths on streams whose items depend on one
 * another, with the reference taken as unordered and as ordered. Takes a minute.
 *
 * <pre>mvn -pl plugin -am test -Dtest=DependenceStudy -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
class DependenceStudy {

  private static final int REFERENCE = 5_000;
  private static final double EXPECTED = 10_000;
  private static final int LIMIT = 400_000;
  private static final int SEEDS = 100;

  /** A stream of dependent numbers. */
  interface Stream {
    double next();
  }

  static Stream autoregressive(double coefficient, SplittableRandom random) {
    return new Stream() {
      private double last = random.nextGaussian() / Math.sqrt(1 - coefficient * coefficient);

      @Override
      public double next() {
        last = coefficient * last + random.nextGaussian();
        return last;
      }
    };
  }

  /** A cycle of so many items, as large as the noise. */
  static Stream cycle(int items, SplittableRandom random) {
    return new Stream() {
      private long time = random.nextInt(items);

      @Override
      public double next() {
        return Math.sqrt(2) * Math.sin(2 * Math.PI * time++ / items) + random.nextGaussian();
      }
    };
  }

  @Test
  void runLengths() {
    System.out.println(
        "| stream | items worth one | unordered | in time order | median | under 2,000 |");
    System.out.println("|---|---|---|---|---|---|");
    for (String name : List.of("0.0", "0.3", "0.5", "0.6", "0.9", "cycle 48", "cycle 24")) {
      double[] ordered = lengths(name, true);
      double mean = Arrays.stream(ordered).average().orElse(Double.NaN);
      long early = Arrays.stream(ordered).filter(length -> length < EXPECTED / 5).count();
      System.out.printf(
          "| %s | %.1f | %,.0f | %,.0f | %,.0f | %d %% |%n",
          name,
          dependence(name),
          Arrays.stream(lengths(name, false)).average().orElse(Double.NaN),
          mean,
          ordered[SEEDS / 2],
          100 * early / SEEDS);
      assertThat(mean).isGreaterThan(0.75 * EXPECTED);
    }
  }

  private static Stream stream(String name, SplittableRandom random) {
    return name.startsWith("cycle")
        ? cycle(Integer.parseInt(name.substring(6)), random)
        : autoregressive(Double.parseDouble(name), random);
  }

  private static double dependence(String name) {
    return LongStream.range(0, SEEDS)
        .mapToDouble(seed -> reference(stream(name, new SplittableRandom(seed)), true).dependence())
        .average()
        .orElse(Double.NaN);
  }

  private static FeatureReference reference(Stream stream, boolean ordered) {
    double[] values = new double[REFERENCE];
    Arrays.setAll(values, i -> stream.next());
    FeatureReference reference = FeatureReference.numeric("x", DriftKind.DATA, values);
    return ordered ? reference.inTimeOrder(values) : reference;
  }

  /** In ascending order. */
  private static double[] lengths(String name, boolean ordered) {
    return LongStream.range(0, SEEDS)
        .parallel()
        .mapToDouble(seed -> length(stream(name, new SplittableRandom(seed)), ordered, seed))
        .sorted()
        .toArray();
  }

  private static double length(Stream stream, boolean ordered, long seed) {
    ModelMonitor monitor =
        new ModelMonitor(
            ModelReference.of(List.of(reference(stream, ordered))),
            MonitorSettings.defaults()
                .withExpectedRunTime(ExpectedRunTime.ofItems(EXPECTED))
                .withSeed(seed));
    Item item = monitor.newItem();
    for (int number = 1; number < LIMIT; number++) {
      for (Verdict verdict : monitor.observe(item.start(number, null).number(0, stream.next()))) {
        if (verdict.status() == Status.DRIFT) {
          return number;
        }
      }
    }
    return LIMIT;
  }
}
