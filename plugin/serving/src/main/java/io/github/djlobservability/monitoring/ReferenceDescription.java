package io.github.djlobservability.monitoring;

import io.github.djlobservability.disclosure.HiddenValue;
import io.github.djlobservability.drift.reference.profiled.NotWatched;
import io.github.djlobservability.payload.ReadingSettings;
import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.ReferenceExpectations;
import io.github.djlobservability.profile.ReferenceProfile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes how requests and responses are read: all that the command {@code doctor} needs. It has
 * no value of any item.
 *
 * @param features of the reference, in their order; empty while there is none
 * @param classes the names of the predicted classes, as a vector of probabilities has them
 * @param inputs {@code observability.inputs}, null where it isn't set
 * @param prediction {@code observability.prediction}, null where it isn't set
 * @param score {@code observability.score}, null where it isn't set
 * @param featureNames {@code observability.feature-names}; empty where it isn't set
 * @param positiveClass {@code observability.positive-class}, null where it isn't set
 * @param scoredClass the class that scores are of: empty for the last, null for the one said
 * @param streamedText {@code observability.streamed-text}
 * @param leftOut names that came with the reference and cannot be compared
 * @param notWatched what the reference has too little of to be watched
 */
public record ReferenceDescription(
    List<FeatureDescription> features,
    List<String> classes,
    @Nullable String inputs,
    @Nullable String prediction,
    @Nullable String score,
    List<String> featureNames,
    @Nullable String positiveClass,
    @Nullable String scoredClass,
    boolean streamedText,
    List<String> leftOut,
    List<NotWatched> notWatched) {

  /**
   * One feature: the names of {@link Feature}'s type and role are in capitals.
   *
   * @param required whether each row of the reference has a value
   */
  public record FeatureDescription(String name, String type, String role, boolean required) {}

  static ReferenceDescription of(
      @Nullable ReferenceProfile profile,
      ReadingSettings reading,
      @Nullable String positiveClass,
      boolean streamedText,
      List<NotWatched> notWatched) {
    List<FeatureDescription> features = new ArrayList<>();
    List<String> classes = List.of();
    if (profile != null) {
      for (int i = 0; i < profile.schema().size(); i++) {
        Feature feature = profile.schema().feature(i);
        features.add(
            new FeatureDescription(
                feature.name(),
                feature.type().name(),
                feature.role().name(),
                profile.feature(i).rules().required()));
      }
      classes = HiddenValue.shown(ReferenceExpectations.prediction(profile).classes());
    }
    return new ReferenceDescription(
        List.copyOf(features),
        List.copyOf(classes),
        text(reading.inputs()),
        text(reading.prediction()),
        text(reading.score()),
        reading.featureNames(),
        positiveClass,
        reading.scoredClass(),
        streamedText,
        profile == null ? List.of() : List.copyOf(profile.provenance().leftOut().keySet()),
        notWatched);
  }

  private static @Nullable String text(@Nullable Object path) {
    return path == null ? null : path.toString();
  }
}
