package io.github.djlobservability.drift;

import io.github.djlobservability.drift.reference.RowFeature;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Prints the tables of correlations of docs/drift.md; takes some minutes.
 *
 * <pre>
 * mvn -pl plugin/monitor -am test -Dtest=CorrelationStudy -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 */
class CorrelationStudy {

  private static final int SEEDS = 100;
  private static final double EXPECTED = 10_000;
  private static final int CHANGE = 1_000;
  private static final int LIMIT = 5_000;
  private static final int LONGEST_RUN = 200_000;

  @Test
  void delays() {
    System.out.println("| columns | correlation | found | delay, median | by (correlations) |");
    System.out.println("|---|---|---|---|---|");
    for (int columns : new int[] {2, 10, 50}) {
      for (double[] change :
          new double[][] {{0, 0.5}, {0, 0.8}, {0.6, -0.6}, {0.8, 0}, {0.5, 0.8}}) {
        printDelay(columns, change[0], change[1]);
      }
    }
  }

  private static void printDelay(int columns, double before, double after) {
    CorrelationTrial trial =
        new CorrelationTrial(CorrelationTrial.pair(columns, before, after), 2_000);
    List<Verdict> found = verdicts(trial, CHANGE, CHANGE + LIMIT);
    double[] delays = found.stream().mapToDouble(v -> v.item() - CHANGE).sorted().toArray();
    long own = found.stream().filter(v -> v.feature().equals(RowFeature.CORRELATIONS)).count();
    System.out.printf(
        "| %d | %.1f -> %.1f | %d %% | %.0f | %d %% |%n",
        columns,
        before,
        after,
        100 * found.size() / SEEDS,
        delays.length == 0 ? Double.NaN : delays[delays.length / 2],
        100 * own / SEEDS);
  }

  @Test
  void onsets() {
    System.out.println("| columns | correlation | runs | error, median | mean | in the interval |");
    System.out.println("|---|---|---|---|---|---|");
    printOnsets(8, 0, 0.8);
    printOnsets(8, 0.5, -0.5);
    printOnsets(8, 0, 0.5);
    printOnsets(20, 0, 0.9);
  }

  /** Prints by how many rows onsets are off, and how often the interval has the true one. */
  private static void printOnsets(int columns, double before, double after) {
    CorrelationTrial trial =
        new CorrelationTrial(CorrelationTrial.pair(columns, before, after), 2_000);
    List<Onset> found =
        verdicts(trial, CHANGE, CHANGE + LIMIT).stream()
            .filter(verdict -> verdict.feature().equals(RowFeature.CORRELATIONS))
            .map(verdict -> Objects.requireNonNull(verdict.onset()))
            .toList();
    long first = CHANGE + 1;
    double[] errors =
        found.stream().mapToDouble(onset -> Math.abs(onset.item() - first)).sorted().toArray();
    long inside = found.stream().filter(o -> o.earliest() <= first && o.latest() >= first).count();
    System.out.printf(
        "| %d | %.1f -> %.1f | %d | %.0f | %.0f | %d %% |%n",
        columns,
        before,
        after,
        errors.length,
        errors.length == 0 ? Double.NaN : errors[errors.length / 2],
        Arrays.stream(errors).average().orElse(Double.NaN),
        100 * inside / Math.max(1, found.size()));
  }

  private static List<Verdict> verdicts(CorrelationTrial trial, int change, int limit) {
    return LongStream.rangeClosed(1, SEEDS)
        .parallel()
        .mapToObj(seed -> trial.firstDrift(seed, EXPECTED, change, limit))
        .filter(Objects::nonNull)
        .toList();
  }

  @Test
  void runLengths() {
    System.out.println("| rows without change | reference | run length | by (correlations) |");
    System.out.println("|---|---|---|---|");
    printRunLength("2 columns", CorrelationTrial.pair(2, 0, 0), 600);
    printRunLength("2 columns, correlation 0.8", CorrelationTrial.pair(2, 0.8, 0.8), 1_000);
    printRunLength("10 columns", CorrelationTrial.pair(10, 0, 0), 1_000);
    printRunLength("entangled", CorrelationStudy::entangled, 1_000);
    printRunLength("entangled", CorrelationStudy::entangled, 5_000);
    printRunLength("10 remembering 0.5", random -> remembering(random, 10, 0.5), 5_000);
    printRunLength("3 remembering 0.9", random -> remembering(random, 3, 0.9), 5_000);
    printRunLength("3 cycles of 48", random -> cycles(random), 5_000);
  }

  /** Not correlated and yet not independent: a number, its square, its product with another. */
  private static CorrelationTrial.Rows entangled(SplittableRandom random) {
    return changed -> {
      double a = random.nextGaussian();
      double b = random.nextGaussian();
      return new double[] {a, a * a + 0.1 * b, a * b, Math.exp(b)};
    };
  }

  private static CorrelationTrial.Rows remembering(
      SplittableRandom random, int columns, double coefficient) {
    double[] last = new double[columns];
    return changed -> {
      for (int i = 0; i < columns; i++) {
        last[i] = coefficient * last[i] + random.nextGaussian();
      }
      return last.clone();
    };
  }

  private static CorrelationTrial.Rows cycles(SplittableRandom random) {
    long[] time = {random.nextInt(48)};
    return changed -> {
      double angle = 2 * Math.PI * time[0]++ / 48;
      return new double[] {
        Math.sin(angle) + random.nextGaussian(),
        Math.cos(angle) + random.nextGaussian(),
        random.nextGaussian()
      };
    };
  }

  private static void printRunLength(String name, CorrelationTrial.Source source, int reference) {
    List<Verdict> found =
        verdicts(new CorrelationTrial(source, reference), LONGEST_RUN, LONGEST_RUN);
    double total = found.stream().mapToDouble(Verdict::item).sum();
    total += (double) LONGEST_RUN * (SEEDS - found.size());
    long own = found.stream().filter(v -> v.feature().equals(RowFeature.CORRELATIONS)).count();
    System.out.printf(
        "| %s | %,d | %,.0f | %d %% |%n", name, reference, total / SEEDS, 100 * own / SEEDS);
  }
}
