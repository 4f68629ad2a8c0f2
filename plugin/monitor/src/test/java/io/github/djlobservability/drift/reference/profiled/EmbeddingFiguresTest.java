package io.github.djlobservability.drift.reference.profiled;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.ExpectedRunTime;
import io.github.djlobservability.drift.ModelMonitor;
import io.github.djlobservability.drift.MonitorSettings;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.Item;
import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.ProfileLimits;
import io.github.djlobservability.profile.Provenance;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Row;
import io.github.djlobservability.profile.RowBuilder;
import io.github.djlobservability.profile.Schema;
import io.github.djlobservability.profile.build.ProfileBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EmbeddingFiguresTest {

  private static final int DIMENSION = 32;
  private static final Schema SCHEMA =
      new Schema(List.of(Feature.input("sentence", FeatureType.EMBEDDING)));

  /** Returns a vector of length 1 around one of the axes. */
  private static float[] around(int axis, SplittableRandom random) {
    double[] vector = new double[DIMENSION];
    double squares = 0;
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (i == axis ? 1 : 0) + 0.1 * random.nextGaussian();
      squares += vector[i] * vector[i];
    }
    float[] unit = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      unit[i] = (float) (vector[i] / Math.sqrt(squares));
    }
    return unit;
  }

  private static Row row(float[] vector) {
    return new RowBuilder(SCHEMA).put(0, vector).build();
  }

  /** Most vectors are around the first axis, some around the second. */
  private static Row usual(SplittableRandom random) {
    return row(around(random.nextInt(5) == 0 ? 1 : 0, random));
  }

  private static ReferenceProfile profile(int rows, SplittableRandom random, boolean ordered) {
    ProfileBuilder builder = new ProfileBuilder(SCHEMA, ProfileLimits.defaults(), 1);
    for (int i = 0; i < rows; i++) {
      builder.add(usual(random));
    }
    return builder.build(
        new Provenance(Instant.EPOCH, "test", List.of("here"), null, null, ordered));
  }

  private static ModelMonitor monitor(ProfiledModel model, double expectedRunTime, long seed) {
    return new ModelMonitor(
        model.reference(),
        MonitorSettings.defaults()
            .withExpectedRunTime(ExpectedRunTime.ofItems(expectedRunTime))
            .withSeed(seed));
  }

  @Test
  void anotherDirectionIsFoundThoughTheNormStays() {
    SplittableRandom random = new SplittableRandom(11);
    ProfiledModel model = new ProfiledModel(profile(1_000, random, false));
    ModelMonitor monitor = monitor(model, 100_000, 1);
    Item item = monitor.newItem();
    for (int i = 0; i < 1_000; i++) {
      model.fill(item.start(i, null), usual(random));
      assertThat(monitor.observe(item)).noneMatch(verdict -> verdict.status() == Status.DRIFT);
    }
    Set<String> drifting = new TreeSet<>();
    for (int i = 0; i < 100; i++) {
      model.fill(item.start(i, null), row(around(7, random)));
      for (Verdict verdict : monitor.observe(item)) {
        if (verdict.status() == Status.DRIFT) {
          drifting.add(verdict.feature());
        }
      }
    }
    assertThat(drifting).contains("sentence.distance").doesNotContain("sentence.norm");
  }

  /** Two speakers in turn: the sample's every second vector is of one alone. */
  @Test
  void vectorsInTurnDoNotDrift() {
    int alarms = 0;
    for (int seed = 1; seed <= 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      ProfileBuilder builder = new ProfileBuilder(SCHEMA, ProfileLimits.defaults(), seed);
      for (int i = 0; i < 400; i++) {
        builder.add(row(around(3 * (i % 2), random)));
      }
      ProfiledModel model =
          new ProfiledModel(
              builder.build(new Provenance(Instant.EPOCH, "test", List.of(), null, null, false)));
      ModelMonitor monitor = monitor(model, 20_000, seed);
      Item item = monitor.newItem();
      boolean alarm = false;
      for (int i = 0; i < 1_000; i++) {
        model.fill(item.start(i, null), row(around(3 * (i % 2), random)));
        alarm |= monitor.observe(item).stream().anyMatch(v -> v.status() == Status.DRIFT);
      }
      alarms += alarm ? 1 : 0;
    }
    System.out.println("vectors in turn, seeds 1 to 20: " + alarms + " false alarms");
    assertThat(alarms).as("1 expected").isLessThanOrEqualTo(5);
  }

  @Test
  void moreOfOneOfTheDirectionsIsFoundAlongTheFirstComponent() {
    SplittableRandom random = new SplittableRandom(12);
    ProfiledModel model = new ProfiledModel(profile(1_000, random, false));
    ModelMonitor monitor = monitor(model, 100_000, 1);
    Item item = monitor.newItem();
    List<String> drifting = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      model.fill(item.start(i, null), row(around(random.nextInt(2), random)));
      for (Verdict verdict : monitor.observe(item)) {
        if (verdict.status() == Status.DRIFT) {
          drifting.add(verdict.feature());
        }
      }
    }
    assertThat(drifting).contains("sentence.component_1").doesNotContain("sentence.norm");
  }

  @Test
  void falseAlarmsStayInTheBudget() {
    int seeds = 60;
    double expected = 1_000;
    double mean =
        LongStream.range(0, seeds)
            .parallel()
            .mapToDouble(s -> run(s, expected))
            .average()
            .orElse(0);
    System.out.printf(
        "seeds 0 to %d, embeddings: asked %.0f, measured %.0f%n", seeds - 1, expected, mean);
    assertThat(mean).isBetween(0.7 * expected, 1.5 * expected);
  }

  private static double run(long seed, double expected) {
    SplittableRandom random = new SplittableRandom(seed);
    ProfiledModel model = new ProfiledModel(profile(400, random, false));
    ModelMonitor monitor = monitor(model, expected, seed);
    Item item = monitor.newItem();
    for (int number = 1; ; number++) {
      model.fill(item.start(number, null), usual(random));
      if (monitor.observe(item).stream().anyMatch(v -> v.status() == Status.DRIFT)) {
        return number;
      }
    }
  }

  @Test
  void aRowWithoutAVectorHasNoFigures() {
    SplittableRandom random = new SplittableRandom(13);
    ProfiledModel model = new ProfiledModel(profile(200, random, true));
    assertThat(model.reference().features())
        .extracting(FeatureReference::name)
        .containsExactly(
            "sentence.norm",
            "sentence.distance",
            "sentence.component_1",
            "sentence.component_2",
            "sentence.component_3");
    Item item = monitor(model, 1_000, 1).newItem();
    model.fill(item.start(1, null), new RowBuilder(SCHEMA).build());
    assertThat(item.comparedOrNaN()).containsOnly(Double.NaN);
    model.fill(item.start(1, null), row(new float[DIMENSION + 1]));
    assertThat(item.comparedOrNaN()[1]).isNaN();
  }

  @Test
  void tooFewVectorsOrEqualOnesAreNoError() {
    ProfileBuilder few = new ProfileBuilder(SCHEMA, ProfileLimits.defaults(), 1);
    ProfileBuilder equal = new ProfileBuilder(SCHEMA, ProfileLimits.defaults(), 1);
    for (int i = 0; i < 200; i++) {
      equal.add(row(new float[] {1, 2}));
      if (i < 50) {
        few.add(row(new float[] {i, 2}));
      }
    }
    Provenance provenance = new Provenance(Instant.EPOCH, "test", List.of(), null, null, false);
    assertThat(new ProfiledModel(few.build(provenance)).reference().features()).hasSize(1);
    ProfiledModel model = new ProfiledModel(equal.build(provenance));
    ModelMonitor monitor = monitor(model, 1_000, 1);
    Item item = monitor.newItem();
    for (int i = 0; i < 500; i++) {
      model.fill(item.start(i, null), row(new float[] {1, 2}));
      assertThat(monitor.observe(item)).isEmpty();
    }
  }
}
