package io.github.djlobservability.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.config.QualitySetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.drift.ModelMonitor;
import io.github.djlobservability.drift.MonitorSettings;
import io.github.djlobservability.drift.reference.Item;
import io.github.djlobservability.drift.reference.profiled.ProfiledModel;
import io.github.djlobservability.monitoring.reference.ProfileBytes;
import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.ProfileLimits;
import io.github.djlobservability.profile.Provenance;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Row;
import io.github.djlobservability.profile.RowBuilder;
import io.github.djlobservability.profile.Schema;
import io.github.djlobservability.profile.build.ProfileBuilder;
import io.github.djlobservability.quality.ModelQuality;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A reference is said to hold no less than it holds, and at most twice that. */
class ReferenceMemoryTest {
  private static final long SEED = 20261201;

  private final Random random = new Random(SEED);

  @Test
  void ofNumbersAndCategories() {
    assertHeld(10, 4);
  }

  @Test
  void ofManyNumbers() {
    assertHeld(60, 0);
  }

  @Test
  void ofCategories() {
    assertHeld(0, 12);
  }

  private void assertHeld(int numbers, int categories) {
    System.out.println("seed " + SEED);
    ReferenceProfile profile = profile(numbers, categories);
    ProfiledModel model = new ProfiledModel(profile);
    ModelMonitor monitor = new ModelMonitor(model.reference(), MonitorSettings.defaults());
    ModelQuality quality = new ModelQuality(QualitySetting.quality(Settings.DEFAULTS), profile);
    RowBuilder rows = new RowBuilder(profile);
    Item item = monitor.newItem();
    for (int i = 0; i < 1_000; i++) {
      item.start(i, null);
      // From the 200th on all has drifted: after an alarm a monitor holds most.
      model.fill(item, row(rows, numbers, categories, i < 200 ? 0 : 3));
      monitor.observe(item);
    }
    HeapWalk walk = HeapWalk.from(List.of(profile, model, monitor, quality, rows));
    System.out.printf("estimate %,d, held %,d%n", ProfileBytes.of(profile), walk.bytes());
    assertThat(ProfileBytes.of(profile))
        .as(walk::largest)
        .isBetween(walk.bytes(), 2 * walk.bytes());
  }

  private ReferenceProfile profile(int numbers, int categories) {
    List<Feature> features = new ArrayList<>();
    for (int i = 0; i < numbers; i++) {
      features.add(new Feature("n" + i, FeatureType.NUMERIC, FeatureRole.INPUT));
    }
    for (int i = 0; i < categories; i++) {
      features.add(new Feature("c" + i, FeatureType.CATEGORICAL, FeatureRole.INPUT));
    }
    features.add(new Feature("said", FeatureType.CATEGORICAL, FeatureRole.PREDICTION));
    features.add(new Feature("score", FeatureType.NUMERIC, FeatureRole.SCORE));
    features.add(new Feature("truth", FeatureType.CATEGORICAL, FeatureRole.TARGET));
    Schema schema = new Schema(features);
    ProfileBuilder builder = new ProfileBuilder(schema, ProfileLimits.defaults(), SEED);
    RowBuilder rows = new RowBuilder(schema);
    for (int i = 0; i < 6_000; i++) {
      builder.add(row(rows, numbers, categories, 0));
    }
    return builder.build(new Provenance(Instant.EPOCH, "test", List.of(), null, null, false));
  }

  private Row row(RowBuilder rows, int numbers, int categories, int shift) {
    int at = 0;
    for (int i = 0; i < numbers; i++) {
      double number = 10 * (shift + random.nextGaussian());
      rows.put(at++, i % 2 == 0 ? Math.rint(number) : Math.rint(1000 * number) / 1000);
    }
    for (int i = 0; i < categories; i++) {
      rows.put(at++, "v" + (shift + random.nextInt(20)));
    }
    double score = random.nextDouble();
    rows.put(at++, score > 0.5 ? "yes" : "no");
    rows.put(at++, score);
    rows.put(at, random.nextDouble() < score ? "yes" : "no");
    return rows.build();
  }
}
