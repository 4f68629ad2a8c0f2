package io.github.djlobservability.statistics.comparison;

import io.github.djlobservability.statistics.NormalScores;
import io.github.djlobservability.statistics.SortedSample;
import io.github.djlobservability.statistics.SplitMix64;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Tells whether rows are rebuilt from the reference's principal components as well as the reference
 * itself is: a drift of the relations between columns that no single column shows.
 *
 * <p>The components are fitted to the normal scores ({@link NormalScores}) of a half of the
 * reference that is drawn at random ({@link PcaReconstruction}), so that neither tails nor the
 * order of the rows can mislead them. The other half gives the errors to compare with, so that a
 * fit to few rows is not taken for drift.
 *
 * <p>Statistic: the share of pairs of a current row and one of that other half in which the current
 * row is rebuilt worse, ties counted half: 0.5 when nothing has drifted, 1 when all are rebuilt
 * worse. p-value: one-sided, by Mann-Whitney's U with its variance (with ties) as normal. Undefined
 * when the reference has fewer than six rows or the current sample none. If all errors are equal
 * the statistic is 0.5 and the p-value 0.5.
 *
 * <p>H. B. Mann and D. R. Whitney, <i>On a Test of Whether one of Two Random Variables is
 * Stochastically Larger than the Other</i>, Annals of Mathematical Statistics 18, 1947.
 */
public final class PcaReconstructionError implements MultivariateMeasure {

  private static final int MIN_REFERENCE = 6;
  private static final double KEPT_VARIANCE = 0.65;

  @Override
  public Measurement measure(double[][] reference, double[][] current) {
    int columns = Rows.columns(reference, current);
    double[][] known = Rows.measurable("reference", reference, columns);
    double[][] seen = Rows.measurable("current", current, columns);
    if (known.length < MIN_REFERENCE || seen.length == 0) {
      return Measurement.UNDEFINED;
    }
    int[] order = IntStream.range(0, known.length).toArray();
    new SplitMix64(SEED).shuffle(order);
    int half = (known.length + 1) / 2;
    double[][] fitted = chosen(known, order, 0, half);
    NormalScores scores = NormalScores.of(fitted);
    PcaReconstruction pca = PcaReconstruction.fit(scores.apply(fitted), KEPT_VARIANCE);
    RankSum ranks =
        RankSum.of(
            errors(pca, scores.apply(chosen(known, order, half, known.length))),
            errors(pca, scores.apply(seen)));
    return new Measurement(ranks.wins() / ranks.pairs(), pValue(ranks));
  }

  private static double pValue(RankSum ranks) {
    double excess = ranks.wins() - ranks.pairs() / 2;
    double z = ranks.variance() > 0 ? excess / Math.sqrt(ranks.variance()) : 0;
    return NormalDistribution.of(0, 1).survivalProbability(z);
  }

  private static double[][] chosen(double[][] rows, int[] order, int from, int to) {
    double[][] chosen = new double[to - from][];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = rows[order[from + i]];
    }
    return chosen;
  }

  private static SortedSample errors(PcaReconstruction pca, double[][] rows) {
    double[] errors = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      errors[i] = pca.error(rows[i]);
    }
    return SortedSample.of(errors);
  }
}
