package io.github.djlobservability.drift;

import io.github.djlobservability.drift.reference.ModelReference;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Watches a model's whole rows, beside each feature by itself. Not thread-safe. */
final class WholeRows {

  /** From here on neighbours depend on one another by more than a reference shows by chance. */
  private static final double DEPENDENT = 1.5;

  private final @Nullable RowScores scores;
  private final List<RowMeasure> measures = new ArrayList<>();

  /**
   * Watches the rows of a model's reference; watches nothing if it has too few rows or fewer than
   * two numeric inputs.
   */
  WholeRows(ModelReference reference) {
    scores = RowScores.of(reference);
    List<double[]> rows = reference.rows();
    if (scores == null || rows == null) {
      return;
    }
    List<double[]> scored = scores.of(rows);
    measures.add(new RowDistance(ModelMonitor.ROWS, scored, scores.dependence()));
    // Of rows that depend on their neighbours, a sample with gaps doesn't show how.
    boolean alike = reference.consecutive() || scores.dependence() < DEPENDENT;
    if (alike && scored.size() >= RowCorrelations.MIN_ROWS) {
      measures.add(new RowCorrelations(ModelMonitor.CORRELATIONS, scores, scored));
    }
  }

  /** Returns the figures watched, in order. */
  List<RowMeasure> measures() {
    return measures;
  }

  /** Returns the scores of the row whose features were last updated; null if it isn't whole. */
  double @Nullable [] scores(List<FeatureMonitor> features) {
    return scores == null ? null : scores.ofLast(features);
  }

  void write(DataOutput out) throws IOException {
    for (RowMeasure measure : measures) {
      measure.write(out);
    }
  }

  void read(DataInput in) throws IOException {
    for (RowMeasure measure : measures) {
      measure.read(in);
    }
  }
}
