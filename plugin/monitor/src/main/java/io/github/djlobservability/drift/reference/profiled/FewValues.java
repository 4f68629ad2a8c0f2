package io.github.djlobservability.drift.reference.profiled;

import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Row;
import io.github.djlobservability.profile.SampledRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds embeddings, texts and speech of which a profile keeps too few for their figures. Stateless.
 */
final class FewValues {

  private FewValues() {}

  static List<NotWatched> of(ReferenceProfile profile) {
    List<NotWatched> lacks = new ArrayList<>();
    for (int i = 0; i < profile.schema().size(); i++) {
      int index = i;
      Feature feature = profile.schema().feature(i);
      if (feature.role() == FeatureRole.TARGET) {
        continue;
      }
      if (feature.type() == FeatureType.EMBEDDING) {
        String what = feature.isSampled() ? "" : "where it points is";
        long kept = kept(profile, row -> row.embedding(index) != null);
        add(lacks, feature, what, kept, EmbeddingFigures.MIN_VECTORS, "vectors");
      } else if (feature.type() == FeatureType.TEXT && !profile.hasOldTexts()) {
        long kept = kept(profile, row -> row.text(index) != null);
        add(
            lacks,
            feature,
            "shares of scripts, language and spelling are",
            kept,
            TextFigures.MIN_TEXTS,
            "texts");
      }
    }
    add(lacks, SpeakingPace.lack(profile));
    return lacks;
  }

  private static long kept(ReferenceProfile profile, Predicate<Row> has) {
    return profile.sample().rows().stream().map(SampledRow::row).filter(has).count();
  }

  private static void add(
      List<NotWatched> to, Feature feature, String what, long kept, int wanted, String values) {
    add(to, NotWatched.ofFew(feature.name(), what, kept, wanted, values));
  }

  private static void add(List<NotWatched> to, @Nullable NotWatched lack) {
    if (lack != null) {
      to.add(lack);
    }
  }
}
