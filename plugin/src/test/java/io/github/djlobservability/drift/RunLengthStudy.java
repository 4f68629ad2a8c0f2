package io.github.djlobservability.drift;

/**
 * Prints the table of run lengths of docs/drift.md; takes about ten minutes on two cores.
 *
 * <pre>mvn -pl plugin -am test-compile exec:java</pre>
 */
final class RunLengthStudy {

  private static final double[] EXPECTED = {1_000, 10_000, 100_000};
  private static final int[] FEATURES = {1, 10, 50};

  private RunLengthStudy() {}

  /** The number of seeds may be given. */
  public static void main(String[] args) {
    int seeds = args.length > 0 ? Integer.parseInt(args[0]) : 200;
    System.out.println("| columns | reference | expected | measured | standard error | ratio |");
    System.out.println("|---|---|---|---|---|---|");
    for (double expected : EXPECTED) {
      for (int features : FEATURES) {
        print(features + " normal", Columns.normal(features), 1_000, expected, seeds);
      }
      print("10 mixed", Columns.mixed(), 1_000, expected, seeds);
    }
    print("10 normal", Columns.normal(10), 200, 10_000, seeds);
    print("10 normal", Columns.normal(10), 20_000, 10_000, seeds);
  }

  private static void print(
      String name, Columns columns, int referenceRows, double expected, int seeds) {
    RunLengthTrial.Result result =
        new RunLengthTrial(columns, referenceRows, expected).measure(1, 1 + seeds);
    System.out.printf(
        "| %s | %,d | %,.0f | %,.0f | %,.0f | %.2f |%n",
        name, referenceRows, expected, result.items(), result.error(), result.items() / expected);
  }
}
