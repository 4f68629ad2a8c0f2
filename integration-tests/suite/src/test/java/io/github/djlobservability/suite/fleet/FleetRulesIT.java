package io.github.djlobservability.suite.fleet;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.awaitility.Awaitility.await;

import io.github.djlobservability.programs.Needs;
import io.github.djlobservability.programs.Program;
import io.github.djlobservability.suite.prometheus.SampledSeries;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two servers of one model are asked about different people. The rules of {@code docs/prometheus}
 * have to tell, in a real Prometheus, how much all those people differ from the reference.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Needs(Program.PROMETHEUS)
class FleetRulesIT {
  private static final long SEED = 20261203;
  private static final String OTHER_COLOUR = "violet";

  private final List<FleetRow> reference;
  private final Fleet fleet;

  FleetRulesIT(@TempDir Path folder) throws IOException, InterruptedException {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    reference = people(random, 2000, 40, "green");
    fleet = Fleet.start(folder, 2, reference);
    fleet.send(0, people(random, 700, 38, "green"));
    fleet.send(1, withMistakes(people(random, 500, 55, OTHER_COLOUR)));
  }

  private static List<FleetRow> people(Random random, int count, double age, String favourite) {
    return Stream.generate(() -> FleetRow.of(random, age, favourite)).limit(count).toList();
  }

  /** Every tenth has a text as age. */
  private static List<FleetRow> withMistakes(List<FleetRow> rows) {
    List<FleetRow> changed = new ArrayList<>(rows);
    for (int i = 0; i < rows.size(); i += 10) {
      changed.set(i, rows.get(i).withAge("?"));
    }
    return changed;
  }

  @BeforeAll
  void awaitEvaluations() {
    fleet.awaitEvaluations();
  }

  @AfterAll
  void stop() throws IOException {
    fleet.close();
  }

  @Test
  void everyRuleIsEvaluated() throws IOException {
    assertThat(fleet.prometheus().ruleErrors())
        .hasSize(8)
        .allSatisfy((rule, error) -> assertThat(error).describedAs(rule).isEmpty());
  }

  @Test
  void theStabilityIndexIsThatOfAllRowsTogether() throws IOException {
    assertRecorded(
        "djl_serving:feature_population_stability_index:1h",
        ReferenceBins::populationStabilityIndex);
  }

  @Test
  void theJensenShannonDistanceIsThatOfAllRowsTogether() throws IOException {
    assertRecorded("djl_serving:feature_jensen_shannon:1h", ReferenceBins::jensenShannon);
  }

  private void assertRecorded(String rule, Measure measure) throws IOException {
    Map<String, SampledSeries> recorded =
        fleet.prometheus().query(rule + "[2m]").stream()
            .collect(toMap(series -> series.label("djl_serving_feature"), series -> series));
    assertThat(recorded).containsOnlyKeys("age", "visits", "colour");
    for (Map.Entry<String, SampledSeries> series : recorded.entrySet()) {
      ReferenceBins bins = ReferenceBins.read(fleet.reference(), series.getKey());
      List<@Nullable Object> values = new ArrayList<>();
      fleet.sent().forEach(row -> values.add(row.value(series.getKey())));
      double expected = measure.of(bins, values);
      assertThat(expected).isPositive();
      assertThat(fleet.exact(series.getValue().samples()))
          .describedAs("%s of %s", rule, series.getKey())
          .isNotEmpty()
          .allSatisfy(sample -> assertThat(sample.value()).isCloseTo(expected, offset(1e-9)));
    }
  }

  private interface Measure {
    double of(ReferenceBins bins, List<@Nullable Object> values);
  }

  @Test
  void brokenRulesAddUp() throws IOException {
    String broken =
        "sum by (djl_serving_feature, djl_serving_quality_rule)"
            + " (djl_serving_quality_violations_total) > 0";
    Map<String, Double> violations =
        fleet.prometheus().query(broken).stream()
            .collect(
                toMap(
                    series ->
                        series.label("djl_serving_feature")
                            + " "
                            + series.label("djl_serving_quality_rule"),
                    SampledSeries::value));
    assertThat(violations)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "age wrong_type", count(row -> row.age() instanceof String),
                "age out_of_range", count(this::isOutOfRange),
                "colour unseen_category", count(row -> row.colour().equals(OTHER_COLOUR))));
  }

  private double count(Predicate<FleetRow> which) {
    return fleet.sent().stream().filter(which).count();
  }

  private boolean isOutOfRange(FleetRow row) {
    double[] ages =
        reference.stream()
            .map(FleetRow::age)
            .filter(Double.class::isInstance)
            .mapToDouble(Double.class::cast)
            .sorted()
            .toArray();
    return row.age() instanceof Double age && (age < ages[0] || age > ages[ages.length - 1]);
  }

  /** The shift is over as soon as its rows are older than the short window, so the past counts. */
  @Test
  void alertsSeeTheShiftAndBadData() {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(
                        fleet
                            .prometheus()
                            .query("last_over_time(ALERTS{alertstate=\"pending\"}[10m])"))
                    .extracting(alert -> alert.label("alertname"))
                    .contains("DjlServingFleetShift", "DjlServingDataQuality"));
  }

  @Test
  void bothServersSayHowMuchWasDropped() throws IOException {
    assertThat(
            fleet.prometheus().query("djl_serving_observability_observations_dropped_total == 0"))
        .hasSize(2);
  }
}
