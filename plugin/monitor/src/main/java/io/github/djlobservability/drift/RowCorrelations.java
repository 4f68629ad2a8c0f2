package io.github.djlobservability.drift;

import io.github.djlobservability.drift.chart.Effect;
import io.github.djlobservability.drift.reference.Dependence;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.state.StateFormat;
import io.github.djlobservability.statistics.Whitening;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Whether a row's numbers go together as those of the last hundred rows did and those of the
 * reference did not:
 *
 * <pre>c(t) = sum over i &lt; j of A(t-1)[i,j] d(t)[i] d(t)[j] / |A(t-1)|</pre>
 *
 * with d(t) the row's whitened normal scores less their recent mean, and A(t-1) the exponentially
 * weighted mean of the products d d' of the rows before, apart from the diagonal. While the
 * reference's correlations hold, d has none, so that c has mean 0 and variance 1 whatever A is.
 * When others have come, the rows before tell which, and c is positive in the mean. So one figure
 * sees any change of correlations, of few columns among many too, with all margins as they were.
 *
 * <p>The reference's first half of rows gives the whitening, the second the distribution of c. The
 * estimate that does not look ahead is that of G. Lorden and M. Pollak, <i>Nonanticipating
 * Estimation Applied to Sequential Analysis and Changepoint Detection</i>, Annals of Statistics 33,
 * 2005.
 *
 * <p>A row costs the square of the number of inputs. Memory: 8 bytes for each pair. Not
 * thread-safe.
 */
final class RowCorrelations implements RowMeasure {

  /** Rows of the reference from which on there is enough of a second half. */
  static final int MIN_ROWS = 600;

  /** Rows that the recent mean is of, so to speak; twice as many independent ones. */
  private static final int MEMORY = 100;

  private static final double NEW = 1.0 / MEMORY;

  private final RowScores names;
  private final Whitening whitening;
  private final double[] scores;
  private final double[] means;

  /** Lower triangle, row by row, with the diagonal. */
  private final double[] products;

  private final FeatureReference reference;

  /**
   * By the scores of a reference's rows, at least {@value #MIN_ROWS}.
   *
   * @param name of the feature
   */
  RowCorrelations(String name, RowScores names, List<double[]> rows) {
    this.names = names;
    int half = rows.size() / 2;
    whitening = Whitening.of(rows.subList(0, half));
    int size = whitening.size();
    scores = new double[size];
    means = new double[size];
    products = new double[size * (size + 1) / 2];
    double[] figures = new double[rows.size() - half - MEMORY];
    for (int i = half; i < rows.size(); i++) {
      double figure = next(rows.get(i));
      if (i >= half + MEMORY) {
        figures[i - half - MEMORY] = figure;
      }
    }
    // Rows share what they are compared with, so that figures may depend on one another.
    double own = Dependence.ofNumbers(figures, Dependence.consecutive(figures.length));
    reference =
        FeatureReference.derived(name, DriftKind.DATA, figures)
            .withDependence(Math.max(own, names.dependence()));
  }

  @Override
  public FeatureReference reference() {
    return reference;
  }

  @Override
  public double next(double[] row) {
    whitening.solve(row, scores);
    for (int i = 0; i < scores.length; i++) {
      double deviation = scores[i] - means[i];
      means[i] += NEW * deviation;
      scores[i] = deviation;
    }
    double sum = 0;
    double squares = 0;
    int pair = 0;
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; j <= i; j++, pair++) {
        double product = scores[i] * scores[j];
        double before = products[pair];
        if (j < i) {
          sum += before * product;
          squares += before * before;
        }
        products[pair] = before + NEW * (product - before);
      }
    }
    return squares > 0 ? sum / Math.sqrt(squares) : 0;
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
        if (change > most) {
          most = change;
          first = i;
          second = j;
        }
      }
    }
    String description =
        String.format(
            Locale.ROOT,
            "correlation of %s and %s: %.2f -> %.2f",
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
        square[i][j] = products[pair];
        square[j][i] = products[pair];
      }
    }
    return square;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    StateFormat.write(out, means);
    StateFormat.write(out, products);
  }

  @Override
  public void read(DataInput in) throws IOException {
    StateFormat.readInto(in, means);
    StateFormat.readInto(in, products);
  }
}
