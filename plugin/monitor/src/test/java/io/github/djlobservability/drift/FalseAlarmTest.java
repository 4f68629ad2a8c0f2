package io.github.djlobservability.drift;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The short form of {@link RunLengthStudy}; with these seeds the outcome is always the same. */
class FalseAlarmTest {

  private static final int FIRST_SEED = 1;
  private static final int SEEDS = 100;

  @ParameterizedTest(name = "{0} columns, {1} rows of reference, {2} items asked for")
  @CsvSource({"1, 1000, 1000", "10, 1000, 1000", "10, 100, 1000"})
  void theMeanRunLengthIsTheOneAskedFor(int columns, int referenceRows, double expected) {
    check(Columns.normal(columns), referenceRows, expected);
  }

  @Test
  void itIsForColumnsOfAllKinds() {
    check(Columns.mixed(), 1_000, 1_000);
  }

  private static void check(Columns columns, int referenceRows, double expected) {
    RunLengthTrial.Result result =
        new RunLengthTrial(columns, referenceRows, expected)
            .measure(FIRST_SEED, FIRST_SEED + SEEDS);
    System.out.printf(
        "seeds %d to %d, %d columns: asked %.0f, measured %.0f +- %.0f%n",
        FIRST_SEED,
        FIRST_SEED + SEEDS - 1,
        columns.size(),
        expected,
        result.items(),
        result.error());
    assertThat(result.items()).isBetween(0.75 * expected, 1.25 * expected);
  }
}
