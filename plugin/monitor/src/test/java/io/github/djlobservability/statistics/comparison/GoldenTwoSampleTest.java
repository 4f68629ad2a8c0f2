package io.github.djlobservability.statistics.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.djlobservability.rival.Golden;
import io.github.djlobservability.statistics.SortedSample;
import java.util.Arrays;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the golden two-sample vectors: SciPy's statistics and p-values. */
class GoldenTwoSampleTest {

  private static final Offset<Double> STATISTIC = within(1e-9);
  private static final Offset<Double> P_VALUE = within(1e-6);

  static Stream<Named<JsonNode>> numeric() {
    return rows("numeric");
  }

  static Stream<Named<JsonNode>> categorical() {
    return rows("categorical");
  }

  static Stream<Named<JsonNode>> embedding() {
    return rows("embedding");
  }

  private static Stream<Named<JsonNode>> rows(String group) {
    return Golden.objects(Golden.json("two_sample.json").get(group))
        .map(row -> Named.of(group + " " + row.get("case").textValue(), row));
  }

  @ParameterizedTest
  @MethodSource
  void numeric(JsonNode row) {
    SortedSample reference = SortedSample.of(Golden.doubles(row.get("reference")));
    SortedSample current = SortedSample.of(Golden.doubles(row.get("current")));
    Expected expected = new Expected(row);

    expected.test("ks", KolmogorovSmirnov.exact().measure(reference, current));
    expected.test("cramer_von_mises", new CramerVonMises().measure(reference, current));
    expected.test("mann_whitney", new MannWhitney().measure(reference, current));
    expected.distance("wasserstein", Wasserstein.plain().measure(reference, current));
    expected.distance(
        "wasserstein_over_reference_sd",
        Wasserstein.overReferenceDeviation().measure(reference, current));
    expected.distance("energy_distance", new EnergyDistance().measure(reference, current));
    expected.allChecked();
  }

  @ParameterizedTest
  @MethodSource("numeric")
  void numericOnReferenceDeciles(JsonNode row) {
    SortedSample reference = SortedSample.of(Golden.doubles(row.get("reference")));
    SortedSample current = SortedSample.of(Golden.doubles(row.get("current")));
    Bins deciles = Bins.atQuantiles(reference, 10);
    double[] edges = Golden.doubles(row.get("reference_decile_edges"));
    double[] merged = Arrays.stream(edges).distinct().toArray();
    assertThat(deciles.innerEdges())
        .containsExactly(Arrays.copyOfRange(merged, 1, merged.length - 1), within(1e-12));
    long[] p = deciles.counts(reference);
    long[] q = deciles.counts(current);
    Expected expected = new Expected(row);

    expected.distance("psi_reference_deciles", new PopulationStabilityIndex().measure(p, q));
    expected.distance("js_distance_base2_reference_deciles", new JensenShannon().measure(p, q));
    expected.distance("hellinger_reference_deciles", new Hellinger().measure(p, q));
    expected.distance("total_variation_reference_deciles", new TotalVariation().measure(p, q));
    expected.allChecked();
  }

  @ParameterizedTest
  @MethodSource
  void categorical(JsonNode row) {
    long[] reference = Golden.longs(row.get("reference"));
    long[] current = Golden.longs(row.get("current"));
    Expected expected = new Expected(row);

    expected.test("chi2", new ChiSquare().measure(reference, current));
    expected.test("g_test", new GTest().measure(reference, current));
    expected.distance("linf", new LInfinity().measure(reference, current));
    expected.distance("total_variation", new TotalVariation().measure(reference, current));
    expected.distance("js_distance_base2", new JensenShannon().measure(reference, current));
    expected.distance("hellinger", new Hellinger().measure(reference, current));
    if (row.has("fisher_exact_two_sided_pvalue")) {
      expected.pValue(
          "fisher_exact_two_sided_pvalue", new FisherExact().measure(reference, current));
    }
    expected.allChecked();
  }

  @ParameterizedTest
  @MethodSource
  void embedding(JsonNode row) {
    double[][] reference = Golden.rows(row.get("reference"));
    double[][] current = Golden.rows(row.get("current"));
    Expected expected = new Expected(row);

    expected.distance(
        "mmd2_unbiased",
        new MaximumMeanDiscrepancy(MaximumMeanDiscrepancy.Parameters.defaults())
            .measure(reference, current));
    expected.allChecked();
  }

  /** Compares with the fields of a row, and reports all differences at once. */
  private static final class Expected {
    private final JsonNode row;
    private final SoftAssertions softly = new SoftAssertions();

    Expected(JsonNode row) {
      this.row = row;
    }

    void test(String field, Measurement measured) {
      JsonNode expected = row.get(field);
      check(field + " statistic", measured.statistic(), expected.get("statistic"), STATISTIC);
      check(field + " p-value", measured.pValue(), expected.get("pvalue"), P_VALUE);
    }

    void distance(String field, Measurement measured) {
      check(field, measured.statistic(), row.get(field), STATISTIC);
      softly.assertThat(measured.hasPValue()).as(field).isFalse();
    }

    void pValue(String field, Measurement measured) {
      check(field, measured.pValue(), row.get(field), P_VALUE);
    }

    private void check(String what, double actual, JsonNode expected, Offset<Double> offset) {
      softly.assertThat(actual).as(what).isCloseTo(expected.doubleValue(), offset);
    }

    void allChecked() {
      softly.assertAll();
    }
  }
}
