package io.github.djlobservability.drift;

import io.github.djlobservability.drift.chart.ChangePoint;
import io.github.djlobservability.drift.chart.Effect;
import io.github.djlobservability.drift.reference.ModelReference;
import io.github.djlobservability.drift.reference.RowFeature;
import io.github.djlobservability.drift.reference.profiled.RowNeeds;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Watches a model's whole rows, beside each feature by itself. Not thread-safe. */
final class WholeRows {

  /** Items by which it is told that few are whole. */
  private static final int ITEMS = 100;

  private final @Nullable RowScores scores;
  private final RowNeeds needs;
  private final RecentScores recent;
  private final List<RowMeasure> measures = new ArrayList<>();

  /** The latest items, of {@value #ITEMS}, and those of them that were whole. */
  private int items;

  private int whole;
  private @Nullable String few;

  /**
   * Watches the rows of a model's reference; watches nothing if it has too few rows or fewer than
   * two numeric inputs.
   */
  WholeRows(ModelReference reference) {
    needs = RowNeeds.of(reference);
    recent = new RecentScores(needs.inputs().length);
    List<double[]> rows = reference.rows();
    if (rows == null || !needs.enoughForRows()) {
      scores = null;
      return;
    }
    scores = RowScores.of(reference, needs);
    List<double[]> scored = scores.of(rows);
    measures.add(new RowDistance(RowFeature.DISTANCES, scored, scores.dependence()));
    if (needs.enoughForCorrelations()) {
      measures.add(new RowCorrelations(RowFeature.CORRELATIONS, scores, scored));
    }
  }

  /** Returns the figures watched, in order. */
  List<RowMeasure> measures() {
    return measures;
  }

  /** Returns the scores of the row whose features were last updated; null if it isn't whole. */
  double @Nullable [] scores(long item, List<FeatureMonitor> features) {
    double[] found = scores == null ? null : scores.ofLast(features);
    count(found != null);
    if (found != null) {
      recent.add(item, found);
    }
    return found;
  }

  private void count(boolean isWhole) {
    items++;
    whole += isWhole ? 1 : 0;
    if (items == ITEMS) {
      if (few == null && 2 * whole < ITEMS * needs.wholeShare()) {
        few = needs.fewAreWhole();
      }
      items = 0;
      whole = 0;
    }
  }

  /**
   * Says that of {@value #ITEMS} items one after the other fewer than half as many as in the
   * reference were whole; null while that has not been so.
   */
  @Nullable String few() {
    return few;
  }

  /** Returns how a figure has changed since an item, in words; null if it says all itself. */
  @Nullable Effect effect(RowMeasure measure, long since) {
    return measure.effect(recent.since(since));
  }

  /** Returns when a figure's change began, by what its rows tell. */
  ChangePoint onset(RowMeasure measure, ChangePoint told) {
    return measure.onset(told, recent);
  }

  void write(DataOutput out) throws IOException {
    if (!measures.isEmpty()) {
      recent.write(out);
    }
    for (RowMeasure measure : measures) {
      measure.write(out);
    }
  }

  void read(DataInput in) throws IOException {
    if (!measures.isEmpty()) {
      recent.read(in);
    }
    for (RowMeasure measure : measures) {
      measure.read(in);
    }
  }
}
