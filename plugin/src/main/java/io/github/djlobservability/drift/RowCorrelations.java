package io.github.djlobservability.drift;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Whether a row's scores go together as those of the last hundred rows did and those of the
 * reference did not:
 *
 * <pre>c(t) = sum over i &lt; j of A(t-1)[i,j] y(t)[i] y(t)[j]</pre>
 *
 * with y(t) the row's whitened scores, less their recent mean where a column has moved, and A(t-1)
 * the exponentially weighted covariances of those of the rows before, for each pair that is
 * watched: of two numbers, or of two inputs of which one at least is a category. While the
 * reference's correlations hold, y has none, so that c has mean 0 whatever A is. When others have
 * come, the rows before tell which, and c is positive in the mean. So one figure sees any change of
 * correlations, of few columns among many too, with all margins as they were.
 *
 * <p>The figure watched is the normal score of c(t) among what c would be in rows of the reference
 * with the same A. So it has one distribution whatever A is, and figures do not depend on one
 * another, though A is made of rows whose figures came before.
 *
 * <p>The reference's first half of rows gives the whitening and the rows to compare with, the
 * second the distribution of the figure. The estimate that does not look ahead is that of G. Lorden
 * and M. Pollak, <i>Nonanticipating Estimation Applied to Sequential Analysis and Changepoint
 * Detection</i>, Annals of Statistics 33, 2005.
 *
 * <p>A row costs the square of the number of scores, and a sixteenth of what {@link PairLaw} costs.
 * Memory: 24 bytes for each pair, and {@link PairLaw}. Not thread-safe.
 */
final class RowCorrelations implements RowMeasure {

  /** Rows of the reference from which on there is enough of a second half. */
  static final int MIN_ROWS = 600;

  /** Rows that the recent covariances are of, so to speak; twice as many independent ones. */
  private static final int MEMORY = 100;

  private static final double NEW = 1.0 / MEMORY;

  /** Rows for which A is kept; in them it would change by a seventh. */
  private static final int KEEP = 16;

  /** A recent mean beyond this, four of its standard errors, is no chance: a column has moved. */
  private static final double MOVED = 0.3;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private final RowScores names;
  private final boolean ofCategories;
  private final int[] features;
  private final Whitening whitening;
  private final PairLaw law;
  private final double[] scores;
  private final double[] centred;
  private final double[] means;

  /** Lower triangle, row by row, with the diagonal: recent means of products. */
  private final double[] products;

  private final FeatureReference reference;
  private long rows;

  private RowCorrelations(
      String name, RowScores names, List<double[]> scored, boolean ofCategories) {
    this.names = names;
    this.ofCategories = ofCategories;
    features = names.features();
    int half = scored.size() / 2;
    int size = ofCategories ? features.length : names.numbers();
    List<double[]> first =
        scored.subList(0, half).stream().map(row -> Arrays.copyOf(row, size)).toList();
    whitening = Whitening.of(first);
    scores = new double[size];
    centred = new double[size];
    means = new double[size];
    products = new double[size * (size + 1) / 2];
    law = new PairLaw(first.stream().map(whitening::solved).toList(), products.length);
    double[] figures = new double[scored.size() - half - MEMORY];
    for (int i = half; i < scored.size(); i++) {
      double figure = next(scored.get(i));
      if (i >= half + MEMORY) {
        figures[i - half - MEMORY] = figure;
      }
    }
    double own = Dependence.ofNumbers(figures, Dependence.consecutive(figures.length));
    reference =
        FeatureReference.derived(name, DriftKind.DATA, figures)
            .withDependence(Math.max(own, names.dependence()));
  }

  /**
   * Of numbers with numbers, by the scores of a reference's rows, at least {@value #MIN_ROWS}.
   *
   * @param name of the feature
   */
  static RowCorrelations ofNumbers(String name, RowScores names, List<double[]> scored) {
    return new RowCorrelations(name, names, scored, false);
  }

  /** The same of categories with numbers and with one another. */
  static RowCorrelations ofCategories(String name, RowScores names, List<double[]> scored) {
    return new RowCorrelations(name, names, scored, true);
  }

  /** Categories of one input hang together as their shares do. */
  private boolean isWatched(int i, int j) {
    return features[i] != features[j] && ofCategories != (names.isNumber(i) && names.isNumber(j));
  }

  @Override
  public FeatureReference reference() {
    return reference;
  }

  @Override
  public double next(double[] row) {
    whitening.solve(row, scores);
    if (rows % KEEP == 0) {
      takeWeights();
    }
    for (int i = 0; i < scores.length; i++) {
      boolean moved = Math.abs(means[i]) > MOVED;
      centred[i] = moved ? scores[i] - means[i] : scores[i];
    }
    double rank = law.rank(centred, UniformNoise.at(MEMORY, rows));
    rows++;
    int pair = 0;
    for (int i = 0; i < scores.length; i++) {
      means[i] += NEW * (scores[i] - means[i]);
      for (int j = 0; j <= i; j++, pair++) {
        products[pair] += NEW * (scores[i] * scores[j] - products[pair]);
      }
    }
    return NORMAL.inverseCumulativeProbability(rank);
  }

  /** The recent covariances. */
  private void takeWeights() {
    double[] weights = law.weights();
    int pair = 0;
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; j <= i; j++, pair++) {
        if (isWatched(i, j)) {
          weights[pair] = products[pair] - means[i] * means[j];
        }
      }
    }
    law.renew();
  }

  /** The pair whose correlation has changed most, on the scale on which errors are alike. */
  @Override
  public Effect effect() {
    double[][] before = whitening.correlations(null);
    double[][] now = whitening.correlations(recent());
    int first = 1;
    int second = 0;
    double most = -1;
    for (int i = 0; i < before.length; i++) {
      for (int j = 0; j < i; j++) {
        double change = Math.abs(fisher(now[i][j]) - fisher(before[i][j]));
        if (isWatched(i, j) && change > most) {
          most = change;
          first = i;
          second = j;
        }
      }
    }
    String description =
        String.format(
            Locale.ROOT,
            "%s of %s and %s: %.2f -> %.2f",
            ofCategories ? "association" : "correlation",
            names.name(second),
            names.name(first),
            before[first][second],
            now[first][second]);
    return new Effect(description, before[first][second], now[first][second]);
  }

  private static double fisher(double correlation) {
    double inside = Math.max(-0.999, Math.min(0.999, correlation));
    return Math.log((1 + inside) / (1 - inside)) / 2;
  }

  private double[][] recent() {
    double[][] square = new double[means.length][means.length];
    int pair = 0;
    for (int i = 0; i < means.length; i++) {
      for (int j = 0; j <= i; j++, pair++) {
        square[i][j] = products[pair] - means[i] * means[j];
        square[j][i] = square[i][j];
      }
    }
    return square;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    StateFormat.write(out, means);
    StateFormat.write(out, products);
    law.write(out);
    out.writeLong(rows);
  }

  @Override
  public void read(DataInput in) throws IOException {
    StateFormat.readInto(in, means);
    StateFormat.readInto(in, products);
    law.read(in);
    rows = in.readLong();
  }
}
