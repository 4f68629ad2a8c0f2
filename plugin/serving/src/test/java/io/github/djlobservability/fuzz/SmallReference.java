package io.github.djlobservability.fuzz;

import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.ProfileLimits;
import io.github.djlobservability.profile.Provenance;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.RowBuilder;
import io.github.djlobservability.profile.Schema;
import io.github.djlobservability.profile.build.ProfileBuilder;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/** Makes a reference with a feature of each type, always the same. */
final class SmallReference {
  private static final int ROWS = 200;

  private SmallReference() {}

  static ReferenceProfile make() {
    Schema schema =
        new Schema(
            List.of(
                Feature.input("age", FeatureType.NUMERIC),
                Feature.input("city", FeatureType.CATEGORICAL),
                Feature.input("note", FeatureType.TEXT),
                Feature.input("vector", FeatureType.EMBEDDING),
                new Feature("class", FeatureType.CATEGORICAL, FeatureRole.PREDICTION),
                new Feature("probability", FeatureType.NUMERIC, FeatureRole.SCORE)));
    ProfileBuilder profile = new ProfileBuilder(schema, ProfileLimits.defaults(), 1);
    RowBuilder row = new RowBuilder(schema);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < ROWS; i++) {
      row.put(0, random.nextInt(18, 90));
      row.parse(1, i % 3 == 0 ? "Köln" : "Rome");
      row.parse(2, "a note of " + i % 7 + " words");
      row.put(3, new float[] {(float) random.nextGaussian(), i, 1, 0});
      row.parse(4, i % 2 == 0 ? "yes" : "no");
      row.put(5, random.nextDouble());
      profile.add(row.build());
    }
    return profile.build(new Provenance(Instant.EPOCH, "test", List.of(), "m", null, false));
  }
}
