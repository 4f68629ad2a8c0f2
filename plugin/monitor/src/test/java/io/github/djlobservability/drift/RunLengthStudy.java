package io.github.djlobservability.drift;

import org.junit.jupiter.api.Test;

/**
 * Prints the table of run lengths of docs/drift.md; takes about ten minutes on two cores.
 *
 * <pre>
 * mvn -pl plugin/monitor -am test -Dtest=RunLengthStudy -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 */
class RunLengthStudy {

  private static final double[] EXPECTED = {1_000, 10_000, 100_000};
  private static final int[] FEATURES = {1, 10, 50};

  private static final int SEEDS = 200;

  @Test
  void runLengths() {
    System.out.println("| columns | reference | expected | measured | standard error | ratio |");
    System.out.println("|---|---|---|---|---|---|");
    for (double expected : EXPECTED) {
      for (int features : FEATURES) {
        print(features + " normal", Columns.normal(features), 1_000, expected);
      }
      print("10 mixed", Columns.mixed(), 1_000, expected);
    }
    print("10 normal", Columns.normal(10), 200, 10_000);
    print("10 normal", Columns.normal(10), 20_000, 10_000);
  }

  private static void print(String name, Columns columns, int referenceRows, double expected) {
    RunLengthTrial.Result result =
        new RunLengthTrial(columns, referenceRows, expected).measure(1, 1 + SEEDS);
    System.out.printf(
        "| %s | %,d | %,.0f | %,.0f | %,.0f | %.2f |%n",
        name, referenceRows, expected, result.items(), result.error(), result.items() / expected);
  }
}
