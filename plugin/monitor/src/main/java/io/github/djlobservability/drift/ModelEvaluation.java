package io.github.djlobservability.drift;

import java.util.List;

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
}
