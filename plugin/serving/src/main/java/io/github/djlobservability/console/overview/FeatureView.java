package io.github.djlobservability.console.overview;

import io.github.djlobservability.drift.FeatureEvaluation;
import io.github.djlobservability.drift.ValueSpread;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.history.FeatureWindow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one feature stands; the fields' names are the JSON's.
 *
 * @param evaluation what its checks say
 * @param spread how its values are spread; null where nothing tells
 * @param windows what the last windows measured, oldest first; restarts and new references go by
 * @param verdicts the last ones of it, newest first, of whatever reference
 */
public record FeatureView(
    FeatureEvaluation evaluation,
    @Nullable ValueSpread spread,
    List<FeatureWindow> windows,
    List<Verdict> verdicts) {

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
            model.history().of(name),
            model.history().verdicts().stream()
                .filter(verdict -> verdict.feature().equals(name))
                .toList());
  }
}
