package io.github.djlobservability.drift;

import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.statistics.Whitening;
import java.util.List;

/**
 * How far a whole row is from the middle of the reference, in terms of how its numbers hang
 * together: the squared Mahalanobis distance of the row's normal scores. When columns that went
 * together no longer do, it grows although no column by itself has changed.
 *
 * <p>Correlations are those of the reference's first half, so that the distances of the second are
 * like those of rows to come, also where rows are like the rows next to them.
 *
 * <p>Not thread-safe: a buffer is used again.
 */
final class RowDistance implements RowMeasure {

  private final Whitening whitening;
  private final double[] whitened;
  private final FeatureReference reference;

  /**
   * By the scores of a reference's rows.
   *
   * @param name of the feature
   * @param dependence how many rows are worth one independent row
   */
  RowDistance(String name, List<double[]> scores, double dependence) {
    int half = scores.size() / 2;
    whitening = Whitening.of(scores.subList(0, half));
    whitened = new double[whitening.size()];
    double[] distances =
        scores.subList(half, scores.size()).stream().mapToDouble(this::next).toArray();
    reference =
        FeatureReference.derived(name, DriftKind.DATA, distances).withDependence(dependence);
  }

  @Override
  public FeatureReference reference() {
    return reference;
  }

  @Override
  public double next(double[] scores) {
    whitening.solve(scores, whitened);
    double squares = 0;
    for (double score : whitened) {
      squares += score * score;
    }
    return squares;
  }
}
