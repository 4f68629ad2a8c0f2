package io.github.djlobservability.quality;

import io.github.djlobservability.statistics.Interval;
import io.github.djlobservability.statistics.IsotonicRegression;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Items without labels, and the measures that their calibrated scores tell, each with a band in
 * which the real one lies in 95 % of the cases if P(label | input) has not moved: it allows for the
 * chance in the labels and for the reference's limited number of rows.
 *
 * <p>Not thread-safe. Memory: 40 bytes an item.
 */
final class ExpectedItems {

  private final ScoreCalibration calibration;
  private final List<ScoreCalibration.Expected> items = new ArrayList<>();

  ExpectedItems(ScoreCalibration calibration) {
    this.calibration = calibration;
  }

  void add(ScoreCalibration.Expected item) {
    items.add(item);
  }

  int size() {
    return items.size();
  }

  void clear() {
    items.clear();
  }

  /** By name, in the order in which they are shown. */
  Map<String, Interval> measures() {
    Confusion expected = confusion();
    int positive = calibration.classes().positive();
    Map<String, Interval> measures = new LinkedHashMap<>();
    measures.put("accuracy", band(expected, Confusion::accuracy));
    if (positive >= 0) {
      measures.put("precision", band(expected, c -> c.precision(positive)));
      measures.put("recall", band(expected, c -> c.recall(positive)));
      measures.put("f1", band(expected, c -> c.f1(positive)));
      measures.put("roc_auc", rocAuc(positive));
    } else {
      measures.put("precision", band(expected, c -> c.macro(Confusion::precision)));
      measures.put("recall", band(expected, c -> c.macro(Confusion::recall)));
      measures.put("f1", band(expected, c -> c.macro(Confusion::f1)));
    }
    return measures;
  }

  private Confusion confusion() {
    Confusion expected = new Confusion(calibration.classes().size());
    for (ScoreCalibration.Expected item : items) {
      int said = item.prediction();
      expected.addExpected(said, said, item.right());
      for (int label = 0; label < expected.classes(); label++) {
        if (label != said) {
          double share = calibration.elsewhere(said, label);
          expected.addExpected(label, said, (1 - item.right()) * share);
        }
      }
    }
    return expected;
  }

  private Interval band(Confusion expected, Confusion.OfAll measure) {
    double[][] gradient = expected.gradient(measure);
    double[] slopes = new double[items.size()];
    for (int i = 0; i < slopes.length; i++) {
      int said = items.get(i).prediction();
      slopes[i] = gradient[said][said];
      for (int label = 0; label < expected.classes(); label++) {
        if (label != said) {
          slopes[i] -= calibration.elsewhere(said, label) * gradient[label][said];
        }
      }
    }
    return Interval.normal(measure.of(expected), error(slopes)).clipped();
  }

  private Interval rocAuc(int positive) {
    double[] scores = new double[items.size()];
    double[] of = new double[scores.length];
    double[] others = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      ScoreCalibration.Expected item = items.get(i);
      scores[i] = item.score();
      of[i] = item.prediction() == positive ? item.right() : 1 - item.right();
      others[i] = 1 - of[i];
    }
    RocAuc auc = new RocAuc(scores, of, others);
    double[] slopes = new double[scores.length];
    for (int i = 0; i < slopes.length; i++) {
      double slope = auc.slope(i);
      slopes[i] = items.get(i).prediction() == positive ? slope : -slope;
    }
    return Interval.normal(auc.area(), error(slopes)).clipped();
  }

  /**
   * Returns the standard error of a measure.
   *
   * @param slopes by how much it grows with the probability that each item is right
   */
  private double error(double[] slopes) {
    IsotonicRegression regression = calibration.regression();
    double[] bySteps = new double[regression.steps()];
    double variance = 0;
    int positive = calibration.classes().positive();
    for (int i = 0; i < slopes.length; i++) {
      ScoreCalibration.Expected item = items.get(i);
      variance += slopes[i] * slopes[i] * item.right() * (1 - item.right());
      boolean other = positive >= 0 && item.prediction() != positive;
      bySteps[item.step()] += other ? -slopes[i] : slopes[i];
    }
    for (int step = 0; step < bySteps.length; step++) {
      variance += bySteps[step] * bySteps[step] * regression.variance(step);
    }
    return Math.sqrt(variance);
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(items.size());
    for (ScoreCalibration.Expected item : items) {
      out.writeInt(item.prediction());
      out.writeDouble(item.right());
      out.writeDouble(item.score());
      out.writeInt(item.step());
    }
  }

  void read(DataInput in) throws IOException {
    items.clear();
    int size = StateLimits.size(in.readInt(), QualitySettings.MAX_WINDOW);
    int classes = calibration.classes().size();
    int steps = calibration.regression().steps();
    for (int i = 0; i < size; i++) {
      items.add(
          new ScoreCalibration.Expected(
              StateLimits.size(in.readInt(), classes - 1),
              in.readDouble(),
              in.readDouble(),
              StateLimits.size(in.readInt(), steps - 1)));
    }
  }

  @Override
  public String toString() {
    return Arrays.toString(items.toArray());
  }
}
