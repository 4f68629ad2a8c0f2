package io.github.djlobservability.drift;

import io.github.djlobservability.drift.chart.Effect;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a model stands: a snapshot that any thread may read.
 *
 * @param itemCount items compared
 * @param windowCount full windows measured
 * @param status the worst status of all checks
 * @param expectedRunTime mean time to a false alarm that the thresholds are for, in items seen,
 *     compared or not
 * @param features how each feature stands, in the order of the references; whole rows come last
 */
public record ModelEvaluation(
    long itemCount,
    long windowCount,
    Status status,
    double expectedRunTime,
    List<FeatureEvaluation> features) {

  /** Copies the list. */
  public ModelEvaluation {
    features = List.copyOf(features);
  }

  /**
   * Returns by check and feature how the latest values differ from the reference, where that is
   * known.
   */
  public Map<Check, Map<String, String>> changes() {
    Map<Check, Map<String, String>> changes = new EnumMap<>(Check.class);
    for (FeatureEvaluation feature : features) {
      for (FeatureEvaluation.CheckEvaluation check : feature.checks()) {
        Effect effect = check.effect();
        if (effect != null) {
          changes
              .computeIfAbsent(check.check(), unused -> new HashMap<>())
              .put(feature.feature(), effect.description());
        }
      }
    }
    return changes;
  }
}
