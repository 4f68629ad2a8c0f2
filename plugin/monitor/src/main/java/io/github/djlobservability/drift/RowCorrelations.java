package io.github.djlobservability.drift;

import io.github.djlobservability.drift.chart.ChangePoint;
import io.github.djlobservability.drift.chart.Effect;
import io.github.djlobservability.drift.reference.Dependence;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.state.StateFormat;
import io.github.djlobservability.statistics.Whitening;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Whether a row's numbers go together as those of the last hundred rows did and those of the
 * reference did not:
 *
 * <pre>c(t) = sum over i &lt; j of A(t-1)[i,j] (d(t)[i] d(t)[j] - M(t-1)[i,j]) / |A(t-1)|</pre>
 *
 * with d(t) the row's whitened normal scores less their recent mean, cut at {@value #LARGEST},
 * M(t-1) the mean of the products d d' of all rows before, the reference's first, and A(t-1) by how
 * much that of the last hundred, exponentially weighted, differs from it, apart from the diagonal.
 * As long as nothing changes c has mean 0 given the rows before, whatever A is and however the
 * columns are distributed; so it is a bet, see {@link FeatureReference#bet}. When other
 * correlations have come, the rows before tell which, and c is positive in the mean. So one figure
 * sees any change of them, of few columns among many too, with all margins as they were. Errors of
 * M are those of a mean of the past, as likely up as down, and get smaller with the stream.
 *
 * <p>The estimate that does not look ahead is that of G. Lorden and M. Pollak, <i>Nonanticipating
 * Estimation Applied to Sequential Analysis and Changepoint Detection</i>, Annals of Statistics 33,
 * 2005.
 *
 * <p>Where rows depend on their neighbours, A is of rows that are further back than that reaches:
 * what the row before was would win bets on the next although nothing has changed.
 *
 * <p>A row costs the square of the number of inputs. Memory: 16 bytes for each pair, and the rows
 * that A leaves out. Not thread-safe.
 */
final class RowCorrelations implements RowMeasure {

  /** Rows that the recent mean is of, so to speak; twice as many independent ones. */
  private static final int MEMORY = 100;

  private static final double NEW = 1.0 / MEMORY;

  private static final double LARGEST = 2.5;

  /** Standard errors from which on a correlation has changed for sure. */
  private static final double SURE = 4;

  /** Rows that A leaves out at most. */
  private static final int MOST_LEFT_OUT = 200;

  private final RowScores names;
  private final Whitening whitening;
  private final double[] scores;
  private final double[] means;

  /** The lower triangle's rows, with the diagonal. */
  private final double[][] products;

  /** The same of all rows, the reference's first. */
  private final double[][] past;

  /** Sums over the triangle's columns, which need not wait for one another. */
  private final double[] sums;

  private final double[] squares;

  /** The scores of the last rows, which A leaves out; the place of the oldest is next. */
  private final double[][] leftOut;

  /** The scores that A learns from next: the row's own where it leaves out none. */
  private final double[] learnt;

  private long count;

  private final FeatureReference reference;

  /**
   * By the scores of a reference's rows, of which there are enough.
   *
   * @param name of the feature
   */
  RowCorrelations(String name, RowScores names, List<double[]> rows) {
    this.names = names;
    int half = rows.size() / 2;
    whitening = Whitening.of(rows);
    int size = whitening.size();
    scores = new double[size];
    means = new double[size];
    products = new double[size][];
    Arrays.setAll(products, i -> new double[i + 1]);
    past = new double[size][];
    Arrays.setAll(past, i -> new double[i + 1]);
    sums = new double[size];
    squares = new double[size];
    double dependence = names.dependence();
    leftOut = new double[dependence > 1 ? (int) Math.min(dependence, MOST_LEFT_OUT) : 0][size];
    learnt = leftOut.length == 0 ? scores : new double[size];
    double[] figures = new double[rows.size() - half];
    for (int i = 0; i < rows.size(); i++) {
      double figure = next(rows.get(i));
      if (i >= half) {
        figures[i - half] = figure;
      }
    }
    FeatureReference bet = FeatureReference.bet(name, DriftKind.DATA, figures);
    reference =
        dependence > 1
            ? bet.withDependence(
                Math.max(
                    dependence,
                    Dependence.ofNumbers(figures, Dependence.consecutive(figures.length))))
            : bet;
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
      scores[i] = Math.max(-LARGEST, Math.min(LARGEST, deviation));
    }
    exchange();
    boolean learns = count >= leftOut.length;
    count++;
    double share = 1.0 / count;
    Arrays.fill(sums, 0);
    Arrays.fill(squares, 0);
    for (int i = 0; i < scores.length; i++) {
      addFigures(i);
      if (learns) {
        approach(products[i], learnt, NEW);
      }
      approach(past[i], scores, share);
    }
    double all = sum(squares);
    return all > 0 ? sum(sums) / Math.sqrt(all) : 0;
  }

  private void addFigures(int row) {
    double[] lately = products[row];
    double[] before = past[row];
    double score = scores[row];
    for (int j = 0; j < row; j++) {
      double change = lately[j] - before[j];
      sums[j] += change * (score * scores[j] - before[j]);
      squares[j] += change * change;
    }
  }

  /** Has a row of means go a part of the way to the products of scores. */
  private static void approach(double[] means, double[] scores, double part) {
    double own = scores[means.length - 1];
    for (int j = 0; j < means.length; j++) {
      means[j] += part * (own * scores[j] - means[j]);
    }
  }

  private static double sum(double[] all) {
    double sum = 0;
    for (double one : all) {
      sum += one;
    }
    return sum;
  }

  /** Has the row take the place of the oldest that is left out, which is learnt from now. */
  private void exchange() {
    if (leftOut.length > 0) {
      double[] place = leftOut[(int) (count % leftOut.length)];
      System.arraycopy(place, 0, learnt, 0, learnt.length);
      System.arraycopy(scores, 0, place, 0, place.length);
    }
  }

  @Override
  public ChangePoint onset(ChangePoint told, RecentScores recent) {
    int size = recent.size();
    if (size == 0 || told.item() < recent.item(0)) {
      return told; // it began before what is known
    }
    List<double[]> rows = new ArrayList<>(size);
    int onset = size;
    for (int place = 0; place < size; place++) {
      double[] row = new double[scores.length];
      whitening.solve(recent.row(place), row);
      rows.add(row);
      onset = onset == size && recent.item(place) >= told.item() ? place : onset;
    }
    double[] before = new double[scores.length * (scores.length - 1) / 2];
    int at = 0;
    for (int i = 0; i < past.length; i++) {
      for (int j = 0; j < i; j++) {
        before[at++] = past[i][j];
      }
    }
    ChangePoint found =
        new CorrelationOnset(rows, onset, LARGEST, reference.dependence())
            .find(onset, before, (double) count);
    return found == null
        ? told
        : new ChangePoint(
            recent.item((int) found.item()),
            recent.item((int) found.earliest()),
            recent.item((int) found.latest()));
  }

  @Override
  public Effect over(Effect figure) {
    return new Effect("columns go together as before", figure.reference(), figure.current());
  }

  /**
   * Returns the pair whose correlation has changed most, on the scale on which errors are alike. If
   * one of the two goes together otherwise with others as well, as after a change of its unit, that
   * it does.
   */
  @Override
  public Effect effect(List<double[]> since) {
    double[][] before = whitening.correlations();
    double[][] now = Whitening.correlations(since);
    int first = 1;
    int second = 0;
    for (int i = 0; i < before.length; i++) {
      for (int j = 0; j < i; j++) {
        if (change(before, now, i, j) > change(before, now, first, second)) {
          first = i;
          second = j;
        }
      }
    }
    String description =
        String.format(
            Locale.ROOT,
            "correlation of %s and %s: %.2f -> %.2f%s",
            names.name(second),
            names.name(first),
            before[first][second],
            now[first][second],
            others(before, now, since.size(), first, second));
    return new Effect(description, before[first][second], now[first][second]);
  }

  private String others(double[][] before, double[][] now, int rows, int first, int second) {
    int ofFirst = -1;
    int ofSecond = -1;
    double least = SURE / Math.sqrt(rows);
    for (int i = 0; i < before.length; i++) {
      ofFirst += i != first && change(before, now, first, i) > least ? 1 : 0;
      ofSecond += i != second && change(before, now, second, i) > least ? 1 : 0;
    }
    int most = Math.max(ofFirst, ofSecond);
    return most < 1
        ? ""
        : String.format(
            Locale.ROOT,
            ", and those of %s with %d more",
            names.name(ofFirst >= ofSecond ? first : second),
            most);
  }

  private static double change(double[][] before, double[][] now, int i, int j) {
    return Math.abs(fisher(now[i][j]) - fisher(before[i][j]));
  }

  private static double fisher(double correlation) {
    double inside = Math.max(-0.999, Math.min(0.999, correlation));
    return Math.log((1 + inside) / (1 - inside)) / 2;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    StateFormat.write(out, means);
    writeTriangle(out, products);
    writeTriangle(out, past);
    for (double[] row : leftOut) {
      StateFormat.write(out, row);
    }
    out.writeLong(count);
  }

  @Override
  public void read(DataInput in) throws IOException {
    StateFormat.readInto(in, means);
    readTriangle(in, products);
    readTriangle(in, past);
    for (double[] row : leftOut) {
      StateFormat.readInto(in, row);
    }
    count = in.readLong();
  }

  private static void writeTriangle(DataOutput out, double[][] rows) throws IOException {
    StateFormat.write(out, Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray());
  }

  private static void readTriangle(DataInput in, double[][] rows) throws IOException {
    double[] all = new double[rows.length * (rows.length + 1) / 2];
    StateFormat.readInto(in, all);
    int first = 0;
    for (double[] row : rows) {
      System.arraycopy(all, first, row, 0, row.length);
      first += row.length;
    }
  }
}
