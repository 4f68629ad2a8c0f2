package io.github.djlobservability.drift.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.ExpectedRunTime;
import io.github.djlobservability.drift.FeatureEvaluation;
import io.github.djlobservability.drift.ModelMonitor;
import io.github.djlobservability.drift.MonitorSettings;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AlarmWeightsTest {

  private static final AlarmWeights WEIGHTS =
      Objects.requireNonNull(AlarmWeights.parse("age:9,bmi:0.1"));
  private static final List<String> NAMES = List.of("age", "bmi", "rest");

  private static ModelMonitor monitor(
      AlarmWeights weights, SplittableRandom random, double expected) {
    List<FeatureReference> features = new ArrayList<>();
    for (String name : NAMES) {
      double[] values = new double[1_000];
      Arrays.setAll(values, i -> random.nextGaussian());
      features.add(FeatureReference.numeric(name, DriftKind.DATA, values));
    }
    return new ModelMonitor(
        ModelReference.of(features),
        MonitorSettings.defaults()
            .withExpectedRunTime(ExpectedRunTime.ofItems(expected))
            .withWeights(weights));
  }

  @Test
  void aNameStandsForTheSeriesOfItsFeature() {
    assertThat(WEIGHTS.of("age")).isEqualTo(9);
    assertThat(WEIGHTS.of("age.length")).isEqualTo(9);
    assertThat(WEIGHTS.of("ages")).isEqualTo(1);
    assertThat(WEIGHTS.text()).isEqualTo("age:9.0,bmi:0.1");
    for (String wrong : List.of("", "age", "age:0", "age:1,age:2", ":1", "age:x", "age:1000")) {
      assertThat(AlarmWeights.parse(wrong)).as(wrong).isNull();
    }
  }

  @Test
  void namesThatTheReferenceLacksAreTold() {
    Schema schema =
        new Schema(
            List.of(
                Feature.input("age", FeatureType.NUMERIC),
                Feature.input("review", FeatureType.TEXT)));
    String known = "age:2,review:3,review.length:4,(rows):2,(correlations):2";
    assertThat(Objects.requireNonNull(AlarmWeights.parse(known)).unknown(schema)).isNull();
    assertThat(Objects.requireNonNull(AlarmWeights.parse("Age:2,income:3")).unknown(schema))
        .isEqualTo(
            "the reference has no feature Age (age?), income: weights of names that it lacks have"
                + " no effect");
  }

  @Test
  void aWeightierFeatureNeedsLessEvidence() {
    List<FeatureEvaluation> features =
        monitor(WEIGHTS, new SplittableRandom(1), 10_000).evaluate().features();
    double[] thresholds =
        features.stream().mapToDouble(one -> one.checks().get(0).threshold()).toArray();
    assertThat(thresholds[2] - thresholds[0]).isCloseTo(Math.log(9), within());
    assertThat(thresholds[1] - thresholds[2]).isCloseTo(Math.log(10), within());
  }

  private static Offset<Double> within() {
    return Offset.offset(1e-6);
  }

  @Test
  void theBudgetHoldsAndIsSharedOutByWeight() {
    int seeds = 100;
    double sum = 0;
    Map<String, Integer> alarms = new HashMap<>();
    for (long seed = 1; seed <= seeds; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      ModelMonitor monitor = monitor(WEIGHTS, random, 1_000);
      Item item = monitor.newItem();
      String first = "";
      long number = 0;
      while (first.isEmpty()) {
        item.start(++number, null);
        for (int i = 0; i < NAMES.size(); i++) {
          item.number(i, random.nextGaussian());
        }
        first =
            monitor.observe(item).stream()
                .filter(verdict -> verdict.status() == Status.DRIFT)
                .map(verdict -> verdict.feature())
                .findFirst()
                .orElse("");
      }
      sum += number;
      alarms.merge(first, 1, Integer::sum);
    }
    System.out.printf("seeds 1 to %d: mean run %.0f, by %s%n", seeds, sum / seeds, alarms);
    assertThat(sum / seeds).isBetween(750.0, 1_300.0);
    assertThat(alarms.getOrDefault("age", 0)).isGreaterThan(seeds * 3 / 4);
    assertThat(alarms.getOrDefault("bmi", 0)).isLessThan(seeds / 10);
  }
}
