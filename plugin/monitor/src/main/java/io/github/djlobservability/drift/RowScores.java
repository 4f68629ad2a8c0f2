package io.github.djlobservability.drift;

import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.ModelReference;
import io.github.djlobservability.drift.reference.NumericCells;
import io.github.djlobservability.drift.reference.profiled.RowNeeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * A row's numeric inputs as normal scores: each value's rank in the reference as a quantile of the
 * standard normal distribution. A row that lacks one of them has no scores.
 *
 * <p>{@link RowNeeds} says which inputs take part. Not thread-safe: a buffer is used again.
 */
final class RowScores {

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private final List<FeatureReference> references;
  private final int[] features;
  private final double[][] scoreOfCell;
  private final double[] buffer;

  private final double dependence;

  private RowScores(List<FeatureReference> references, RowNeeds needs) {
    this.references = references;
    this.features = needs.inputs();
    this.dependence = needs.dependence();
    this.buffer = new double[features.length];
    this.scoreOfCell = new double[features.length][];
    for (int i = 0; i < features.length; i++) {
      scoreOfCell[i] = shared(i, scoresOfCells(references.get(features[i]).counts()));
    }
  }

  /** Returns those of an earlier input that are the same, as those of numbers mostly are. */
  private double[] shared(int input, double[] scores) {
    for (int i = 0; i < input; i++) {
      if (Arrays.equals(scoreOfCell[i], scores)) {
        return scoreOfCell[i];
      }
    }
    return scores;
  }

  /**
   * Makes the scores of a model's reference.
   *
   * @param needs of the same reference; it has rows enough
   */
  static RowScores of(ModelReference reference, RowNeeds needs) {
    return new RowScores(reference.features(), needs);
  }

  /** Returns the normal score of the middle of each cell. */
  private static double[] scoresOfCells(long[] counts) {
    long total = Arrays.stream(counts).sum();
    double[] scores = new double[counts.length];
    long below = 0;
    for (int cell = 0; cell < counts.length; cell++) {
      double rank = (below + (counts[cell] + 1) / 2.0) / (total + 1);
      scores[cell] = NORMAL.inverseCumulativeProbability(rank);
      below += counts[cell];
    }
    return scores;
  }

  /** Returns the scores of the rows of the reference's sample that are whole. */
  List<double[]> of(List<double[]> rows) {
    List<double[]> all = new ArrayList<>(rows.size());
    for (double[] row : rows) {
      double[] scores = new double[features.length];
      if (Arrays.stream(features).noneMatch(feature -> Double.isNaN(row[feature]))) {
        for (int i = 0; i < features.length; i++) {
          NumericCells cells = references.get(features[i]).cells();
          scores[i] = cells == null ? 0 : scoreOfCell[i][cells.cell(row[features[i]])];
        }
        all.add(scores);
      }
    }
    return all;
  }

  /**
   * Returns the scores of the row whose features were last updated; overwritten by the next. Null
   * if it isn't whole.
   */
  double @Nullable [] ofLast(List<FeatureMonitor> monitors) {
    for (int i = 0; i < features.length; i++) {
      int cell = monitors.get(features[i]).referenceCell();
      if (cell < 0) {
        return null;
      }
      buffer[i] = scoreOfCell[i][cell];
    }
    return buffer;
  }

  /** Returns the name of the input of a score. */
  String name(int score) {
    return references.get(features[score]).name();
  }

  /** Returns the strongest dependence on neighbours in time of any feature of the model. */
  double dependence() {
    return dependence;
  }
}
