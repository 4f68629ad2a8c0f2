package io.github.djlobservability.profile;

import io.github.djlobservability.payload.text.TextReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a profile of some of another's features. */
final class ProfileProjection {

  private final ReferenceProfile profile;
  private final List<Integer> kept = new ArrayList<>();
  private final Schema schema;

  /**
   * Prepares it.
   *
   * @throws IllegalArgumentException if no feature is left
   */
  ProfileProjection(ReferenceProfile profile, Set<String> without) {
    this.profile = profile;
    List<Feature> features = new ArrayList<>();
    for (int i = 0; i < profile.schema().size(); i++) {
      if (!without.contains(profile.schema().feature(i).name())) {
        kept.add(i);
        features.add(profile.schema().feature(i));
      }
    }
    this.schema = new Schema(features);
  }

  ReferenceProfile profile() {
    List<FeatureProfile> features = new ArrayList<>();
    List<SeriesProfile> series = new ArrayList<>();
    List<@Nullable TextReference> texts = new ArrayList<>();
    for (int feature : kept) {
      features.add(profile.feature(feature));
      texts.add(profile.text(feature));
      profile.schema().seriesOf(feature).forEach(of -> series.add(profile.series(of)));
    }
    return new ReferenceProfile(
        schema,
        profile.provenance(),
        profile.limits(),
        profile.rowCount(),
        new ReferenceProfile.Parts(
            features,
            series,
            texts,
            profile.sample().map(row -> row.projected(schema, kept)),
            keepsLabels() ? profile.scoredLabels() : null));
  }

  private boolean keepsLabels() {
    return ScoreColumns.SCORED_LABEL.stream()
        .allMatch(role -> kept.containsAll(profile.schema().indicesOf(role)));
  }
}
