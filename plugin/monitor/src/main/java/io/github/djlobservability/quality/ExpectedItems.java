package io.github.djlobservability.quality;

import io.github.djlobservability.quality.measure.Confusion;
import io.github.djlobservability.quality.measure.QualitySettings;
import io.github.djlobservability.quality.measure.RocAuc;
import io.github.djlobservability.statistics.Interval;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Items without labels, and the measures that their calibrated scores tell, each with a band in
 * which the real one lies in 95 % of the cases if P(label | input) has not moved: it allows for the
 * chance in the labels and for the reference's limited number of rows.
 *
 * <p>Not thread-safe. Memory: 80 bytes an item and 16 a class of it; {@value #MAX_PROBABILITIES}
 * probabilities at most.
 */
final class ExpectedItems {

  /** Bounds how many probabilities of labels are held. */
  static final int MAX_PROBABILITIES = 1_000_000;

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

  /** Returns whether no more items are to be held. */
  boolean isFull() {
    return items.size() >= most();
  }

  private int most() {
    return MAX_PROBABILITIES / calibration.classes().size();
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
    } else {
      measures.put("precision", band(expected, c -> c.macro(Confusion::precision)));
      measures.put("recall", band(expected, c -> c.macro(Confusion::recall)));
      measures.put("f1", band(expected, c -> c.macro(Confusion::f1)));
    }
    Interval area = rocAuc();
    if (!Double.isNaN(area.value())) {
      measures.put("roc_auc", area);
    }
    return measures;
  }

  private Confusion confusion() {
    Confusion expected = new Confusion(calibration.classes().size());
    for (ScoreCalibration.Expected item : items) {
      for (int label = 0; label < expected.classes(); label++) {
        expected.addExpected(label, item.prediction(), item.labels()[label]);
      }
    }
    return expected;
  }

  private Interval band(Confusion expected, Confusion.OfAll measure) {
    double[][] gradient = expected.gradient(measure);
    double[][] slopes = new double[items.size()][expected.classes()];
    for (int i = 0; i < slopes.length; i++) {
      for (int label = 0; label < expected.classes(); label++) {
        slopes[i][label] = gradient[label][items.get(i).prediction()];
      }
    }
    return Interval.normal(measure.of(expected), error(slopes)).clipped();
  }

  /** Returns the area of the positive class of two, else the mean over the classes. */
  private Interval rocAuc() {
    int positive = calibration.classes().positive();
    int classes = calibration.classes().size();
    double[][] slopes = new double[items.size()][classes];
    double sum = 0;
    int known = 0;
    for (int of = 0; of < classes; of++) {
      double area = positive < 0 || of == positive ? rocAuc(of, slopes) : Double.NaN;
      if (!Double.isNaN(area)) {
        sum += area;
        known++;
      }
    }
    if (known == 0) {
      return Interval.UNDEFINED;
    }
    return Interval.normal(sum / known, error(slopes) / known).clipped();
  }

  /** Returns the area of a class, and adds by how much it grows with the probability of it. */
  private double rocAuc(int of, double[][] slopes) {
    double[] ranks = new double[items.size()];
    double[] ofClass = new double[ranks.length];
    double[] others = new double[ranks.length];
    for (int i = 0; i < ranks.length; i++) {
      ScoreCalibration.Expected item = items.get(i);
      ranks[i] = calibration.rank(item, of);
      if (Double.isNaN(ranks[i])) {
        return Double.NaN;
      }
      ofClass[i] = item.labels()[of];
      others[i] = 1 - ofClass[i];
    }
    RocAuc auc = new RocAuc(ranks, ofClass, others);
    if (!Double.isNaN(auc.area())) {
      for (int i = 0; i < slopes.length; i++) {
        slopes[i][of] += auc.slope(i);
      }
    }
    return auc.area();
  }

  /**
   * Returns the standard error of a measure.
   *
   * @param slopes by how much it grows with the probability of each label of each item
   */
  private double error(double[][] slopes) {
    double[] bySteps = new double[calibration.steps()];
    double variance = 0;
    for (int i = 0; i < slopes.length; i++) {
      ScoreCalibration.Expected item = items.get(i);
      double mean = 0;
      double square = 0;
      for (int label = 0; label < slopes[i].length; label++) {
        mean += item.labels()[label] * slopes[i][label];
        square += item.labels()[label] * slopes[i][label] * slopes[i][label];
      }
      variance += Math.max(0, square - mean * mean);
      calibration.addSlopes(item, slopes[i], bySteps);
    }
    for (int step = 0; step < bySteps.length; step++) {
      variance += bySteps[step] * bySteps[step] * calibration.variance(step);
    }
    return Math.sqrt(variance);
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(items.size());
    for (ScoreCalibration.Expected item : items) {
      out.writeInt(item.prediction());
      for (double score : item.scores()) {
        out.writeDouble(score);
      }
    }
  }

  void read(DataInput in) throws IOException {
    items.clear();
    int size = StateLimits.size(in.readInt(), Math.min(QualitySettings.MAX_WINDOW, most()));
    int classes = calibration.classes().size();
    for (int i = 0; i < size; i++) {
      int said = StateLimits.size(in.readInt(), classes - 1);
      double[] scores = new double[calibration.scores()];
      for (int of = 0; of < scores.length; of++) {
        scores[of] = in.readDouble();
      }
      items.add(calibration.expected(said, scores));
    }
  }
}
