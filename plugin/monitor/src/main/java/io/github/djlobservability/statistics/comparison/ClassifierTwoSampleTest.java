package io.github.djlobservability.statistics.comparison;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The classifier two-sample test: whether a classifier can tell the current rows from the
 * reference.
 *
 * <p>A logistic regression is trained to do so on all folds but one and scores that one, in turn.
 * Its columns are the standardised ones, their squares, and up to 15 columns the products of each
 * two, so that it sees means, spreads and correlations.
 *
 * <p>Statistic: the area under the ROC curve on the rows left out, that is the share of pairs of a
 * current and a reference row of the same fold in which the current one scores higher: about 0.5
 * when nothing has drifted, 1 when the samples can be told apart. p-value, one-sided: the sum of
 * the folds' Mann-Whitney U against its mean and variance (with ties), as normal. The variance is
 * twice the sum of the folds': without drift a linear classifier's gain on fold i from fold j is
 * its gain on j from i, so that each is counted twice. Undefined when a sample has fewer rows than
 * there are folds. If all rows are equal the area is 0.5 and the p-value 0.5.
 *
 * <p>The rows are dealt to the folds at random with a seed, sample by sample, so each fold has its
 * share of both. Memory: a copy of the rows with their products, {@code 8 N p} bytes. Time: {@code
 * O(folds N p)} times 120 for N rows of p columns and products.
 *
 * <p>D. Lopez-Paz and M. Oquab, <i>Revisiting Classifier Two-Sample Tests</i>, ICLR 2017.
 */
public final class ClassifierTwoSampleTest implements MultivariateMeasure {

  private static final int FOLDS = 5;

  /** Penalty on the squared weights. */
  private static final double RIDGE = 0.01;

  @Override
  public Measurement measure(double[][] reference, double[][] current) {
    int columns = Rows.columns(reference, current);
    double[][] x = Rows.measurable("reference", reference, columns);
    double[][] y = Rows.measurable("current", current, columns);
    if (x.length < FOLDS || y.length < FOLDS) {
      return Measurement.UNDEFINED;
    }
    return crossValidate(new PooledRows(x, y, FOLDS, SEED));
  }

  private Measurement crossValidate(PooledRows rows) {
    double wins = 0;
    double pairs = 0;
    double variance = 0;
    for (int fold = 0; fold < FOLDS; fold++) {
      LogisticRegression model = rows.train(fold, RIDGE);
      RankSum ranks = rows.test(fold, model);
      wins += ranks.wins();
      pairs += ranks.pairs();
      variance += ranks.variance();
    }
    return new Measurement(wins / pairs, pValue(wins - pairs / 2, variance));
  }

  private static double pValue(double excess, double variance) {
    double z = variance > 0 ? excess / Math.sqrt(2 * variance) : 0;
    return NormalDistribution.of(0, 1).survivalProbability(z);
  }
}
