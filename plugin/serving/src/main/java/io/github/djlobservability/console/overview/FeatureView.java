package io.github.djlobservability.console.overview;

import io.github.djlobservability.drift.FeatureEvaluation;
import io.github.djlobservability.drift.ValueSpread;
import io.github.djlobservability.drift.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one feature stands; the fields' names are the JSON's.
 *
 * @param evaluation what its checks say
 * @param spread how its values are spread; null where nothing tells
 * @param verdicts the last ones of it, newest first
 */
public record FeatureView(
    FeatureEvaluation evaluation, @Nullable ValueSpread spread, List<Verdict> verdicts) {

  /** Returns a feature of a model; null where there is none of that name. */
  public static @Nullable FeatureView of(ModelSnapshot model, String name) {
    if (model.drift() == null || model.drift().evaluation() == null) {
      return null;
    }
    FeatureEvaluation evaluation =
        model.drift().evaluation().features().stream()
            .filter(feature -> feature.feature().equals(name))
            .findFirst()
            .orElse(null);
    return evaluation == null
        ? null
        : new FeatureView(
            evaluation,
            model.spreads().stream()
                .filter(spread -> spread.feature().equals(name))
                .findFirst()
                .orElse(null),
            model.drift().verdicts().stream()
                .filter(verdict -> verdict.feature().equals(name))
                .toList());
  }
}
