package io.github.djlobservability.quality.measure;

import io.github.djlobservability.statistics.Interval;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How much weight of items is of each label (row) and prediction (column), and the measures that
 * follow. What has no items is NaN; in a mean over classes it counts as 0, and a class that is
 * neither label nor prediction is left out, as scikit-learn does it. Not thread-safe.
 */
public final class Confusion {

  /** Moves a cell by this share of the total weight, to see how a measure changes. */
  private static final double STEP = 1e-4;

  private final double[][] cells;

  /** Sums of squared weights. */
  private final double[][] squares;

  /** Makes an empty one for as many classes. */
  public Confusion(int classes) {
    cells = new double[classes][classes];
    squares = new double[classes][classes];
  }

  void add(int label, int prediction, double weight) {
    cells[label][prediction] += weight;
    squares[label][prediction] += weight * weight;
  }

  /** Takes in what is an item with only some probability. */
  public void addExpected(int label, int prediction, double expected) {
    cells[label][prediction] += expected;
  }

  /** Returns how many classes there are. */
  public int classes() {
    return cells.length;
  }

  double cell(int label, int prediction) {
    return cells[label][prediction];
  }

  double total() {
    double sum = 0;
    for (int i = 0; i < cells.length; i++) {
      sum += labels(i);
    }
    return sum;
  }

  /** Returns the weight of a label. */
  double labels(int label) {
    double sum = 0;
    for (double cell : cells[label]) {
      sum += cell;
    }
    return sum;
  }

  /** Returns the weight of a prediction. */
  double predictions(int prediction) {
    double sum = 0;
    for (double[] row : cells) {
      sum += row[prediction];
    }
    return sum;
  }

  /** Returns the share of items that are right; NaN where there are none. */
  public double accuracy() {
    double right = 0;
    for (int i = 0; i < cells.length; i++) {
      right += cells[i][i];
    }
    return ratio(right, total());
  }

  /** Returns the share of the items predicted to be of a class that are. */
  public double precision(int of) {
    return ratio(cells[of][of], predictions(of));
  }

  /** Returns the share of the items of a class that are predicted to be. */
  public double recall(int of) {
    return ratio(cells[of][of], labels(of));
  }

  /** Returns the harmonic mean of precision and recall. */
  public double f1(int of) {
    return ratio(2 * cells[of][of], predictions(of) + labels(of));
  }

  private static double ratio(double part, double all) {
    return all > 0 ? part / all : Double.NaN;
  }

  /** A measure of a class. */
  public interface OfClass {
    double of(Confusion confusion, int of);
  }

  /** A measure of all. */
  public interface OfAll {
    double of(Confusion confusion);
  }

  /** Mean of a measure over the classes. */
  public double macro(OfClass measure) {
    double sum = 0;
    int present = 0;
    for (int i = 0; i < cells.length; i++) {
      if (labels(i) > 0 || predictions(i) > 0) {
        double value = measure.of(this, i);
        sum += Double.isNaN(value) ? 0 : value;
        present++;
      }
    }
    return ratio(sum, present);
  }

  /** Accuracy, with Wilson's interval. */
  Interval accuracyInterval() {
    return rate(accuracy(), (label, prediction) -> true);
  }

  Interval precisionInterval(int of) {
    return rate(precision(of), (label, prediction) -> prediction == of);
  }

  Interval recallInterval(int of) {
    return rate(recall(of), (label, prediction) -> label == of);
  }

  /**
   * F1 is 2 J / (1 + J), J being the share of right ones among all items that are of the class or
   * said to be; so its interval is that of J, transformed.
   */
  Interval f1Interval(int of) {
    double union = predictions(of) + labels(of) - cells[of][of];
    Interval j =
        rate(ratio(cells[of][of], union), (label, prediction) -> label == of || prediction == of);
    return new Interval(f1(of), f1OfJaccard(j.low()), f1OfJaccard(j.high()));
  }

  private static double f1OfJaccard(double j) {
    return 2 * j / (1 + j);
  }

  private interface CellFilter {
    boolean includes(int label, int prediction);
  }

  private Interval rate(double rate, CellFilter filter) {
    double sum = 0;
    double sumOfSquares = 0;
    for (int label = 0; label < cells.length; label++) {
      for (int prediction = 0; prediction < cells.length; prediction++) {
        if (filter.includes(label, prediction)) {
          sum += cells[label][prediction];
          sumOfSquares += squares[label][prediction];
        }
      }
    }
    return Interval.wilson(rate, sumOfSquares > 0 ? sum * sum / sumOfSquares : 0);
  }

  /** Returns a mean over the classes, with its interval by the delta method. */
  Interval macroInterval(OfClass measure) {
    double[][] gradient = gradient(confusion -> confusion.macro(measure));
    double variance = 0;
    for (int label = 0; label < cells.length; label++) {
      for (int prediction = 0; prediction < cells.length; prediction++) {
        double slope = gradient[label][prediction];
        variance += slope * slope * squares[label][prediction];
      }
    }
    return Interval.normal(macro(measure), Math.sqrt(variance)).clipped();
  }

  /** By how much a measure grows with each cell. */
  public double[][] gradient(OfAll measure) {
    double step = STEP * total();
    double[][] gradient = new double[cells.length][cells.length];
    for (int label = 0; label < cells.length; label++) {
      for (int prediction = 0; prediction < cells.length; prediction++) {
        double here = cells[label][prediction];
        if (here > 0) {
          double down = Math.min(step, here / 2);
          cells[label][prediction] = here + step;
          double above = measure.of(this);
          cells[label][prediction] = here - down;
          double below = measure.of(this);
          cells[label][prediction] = here;
          gradient[label][prediction] = (above - below) / (step + down);
        }
      }
    }
    return gradient;
  }

  /** Row by row. */
  List<List<Double>> rows() {
    List<List<Double>> rows = new ArrayList<>();
    for (double[] row : cells) {
      List<Double> values = new ArrayList<>();
      for (double cell : row) {
        values.add(cell);
      }
      rows.add(List.copyOf(values));
    }
    return rows;
  }

  void write(DataOutput out) throws IOException {
    for (int i = 0; i < cells.length; i++) {
      for (int j = 0; j < cells.length; j++) {
        out.writeDouble(cells[i][j]);
        out.writeDouble(squares[i][j]);
      }
    }
  }

  void read(DataInput in) throws IOException {
    for (int i = 0; i < cells.length; i++) {
      for (int j = 0; j < cells.length; j++) {
        cells[i][j] = in.readDouble();
        squares[i][j] = in.readDouble();
      }
    }
  }
}
