package io.github.djlobservability.statistics.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.djlobservability.rival.Golden;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The limit laws against another way to compute them, and the test that rests on one. */
class AsymptoticDistributionsTest {

  /** Large enough, and without ties. */
  private static final Set<String> ASYMPTOTIC_CASES =
      Set.of("same", "shift", "scale", "heavy", "lognormal");

  @ParameterizedTest
  @EnumSource
  void survivalAgreesWithTheSeriesOfOtherPapers(ChiSquareSum law) {
    String key = law.name().toLowerCase(Locale.ROOT);
    Golden.objects(Golden.json("asymptotic.json").get(key))
        .forEach(
            row -> {
              double x = row.get("x").doubleValue();
              double expected = row.get("survival").doubleValue();
              assertThat(law.survival(x)).as("x = %s", x).isCloseTo(expected, within(1e-12));
              assertThat(law.survival(x))
                  .as("x = %s", x)
                  .isCloseTo(expected, withinPercentage(1e-8));
            });
  }

  @ParameterizedTest
  @EnumSource
  void survivalFallsFromOneToZero(ChiSquareSum law) {
    double last = 1;
    assertThat(law.survival(-1)).isEqualTo(1);
    for (double x = 0; x < 40; x += 0.01) {
      double survival = law.survival(x);
      assertThat(survival).as("x = %s", x).isBetween(0.0, Math.nextUp(last));
      last = survival;
    }
    assertThat(law.survival(40)).isPositive().isLessThan(1e-15);
    assertThat(law.survival(1e6)).isZero();
  }

  static Stream<JsonNode> andersonDarling() {
    return Golden.objects(Golden.json("asymptotic.json").get("anderson_darling_two_sample"));
  }

  /**
   * SciPy's p-values come from a table, or from permutations; they are no closer to the truth than
   * the tolerance.
   */
  @ParameterizedTest
  @MethodSource
  void andersonDarling(JsonNode row) {
    JsonNode samples =
        Golden.objects(Golden.json("two_sample.json").get("numeric"))
            .filter(candidate -> candidate.get("case").equals(row.get("case")))
            .findFirst()
            .orElseThrow();
    double[] reference = Golden.doubles(samples.get("reference"));
    double[] current = Golden.doubles(samples.get("current"));

    Measurement measured =
        new AndersonDarling()
            .measure(
                Arrays.copyOf(reference, row.get("n").intValue()),
                Arrays.copyOf(current, row.get("m").intValue()));

    assertThat(measured.statistic()).isCloseTo(row.get("statistic").doubleValue(), within(1e-9));
    double table = row.get("pvalue_table").doubleValue();
    if (table <= 0.001) {
      assertThat(measured.pValue()).isLessThan(0.001);
    } else if (table < 0.25) {
      assertThat(measured.pValue()).isCloseTo(table, withinPercentage(25));
    } else {
      assertThat(measured.pValue()).isGreaterThan(0.25);
    }
    if (ASYMPTOTIC_CASES.contains(row.get("case").textValue()) && row.has("pvalue_permutation")) {
      double permutation = row.get("pvalue_permutation").doubleValue();
      assertThat(measured.pValue()).isCloseTo(permutation, withinPercentage(12));
    }
  }
}
