package io.github.djlobservability.quality.measure;

import io.github.djlobservability.statistics.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Labelled items of a classifier, and their measures.
 *
 * <p>Precision, recall and F1 are those of the positive class of two, otherwise the mean over the
 * classes. Where the model tells no probabilities, what needs them is left out.
 */
public final class ClassifiedItems {

  /** As scikit-learn's: a probability is no closer to 0 and 1 than this. */
  private static final double LEAST = Math.ulp(1.0);

  static final int BINS = 10;
  private static final int RESAMPLES = 200;

  /** Seeds the resampling of the calibration error. */
  static final long SEED = 42;

  private final ClassList classes;
  private final int size;
  private final int[] labels;
  private final int[] predictions;
  private final double[] weights;

  /** Probability of each class, item by item; null unless all items have all. */
  private final double @Nullable [][] probabilities;

  /** Probability of the class that was said; null unless all items have it. */
  private final double @Nullable [] confidences;

  private final Confusion confusion;

  /** Counts items by their predicted classes and their labels. */
  public ClassifiedItems(ClassList classes, List<LabelledItem> items) {
    this.classes = classes;
    size = items.size();
    labels = new int[size];
    predictions = new int[size];
    weights = new double[size];
    double[][] all = new double[size][];
    double[] said = new double[size];
    boolean complete = true;
    boolean sure = true;
    confusion = new Confusion(classes.size());
    for (int i = 0; i < size; i++) {
      LabelledItem item = items.get(i);
      labels[i] = classes.index(item.label());
      predictions[i] = classes.index(item.prediction());
      weights[i] = item.weight();
      confusion.add(labels[i], predictions[i], weights[i]);
      double[] probabilitiesOfOne = classes.probabilities(item.prediction(), item.probabilities());
      complete &= probabilitiesOfOne != null;
      all[i] = probabilitiesOfOne == null ? new double[0] : probabilitiesOfOne;
      said[i] = classes.confidence(item.prediction(), item.probabilities());
      sure &= !Double.isNaN(said[i]);
    }
    probabilities = complete && size > 0 ? all : null;
    confidences = sure && size > 0 ? said : null;
  }

  Confusion confusion() {
    return confusion;
  }

  /** By name, in the order in which they are shown. */
  Map<String, Interval> measures() {
    Map<String, Interval> measures = new LinkedHashMap<>();
    measures.put("accuracy", confusion.accuracyInterval());
    int positive = classes.positive();
    if (positive >= 0) {
      measures.put("precision", confusion.precisionInterval(positive));
      measures.put("recall", confusion.recallInterval(positive));
      measures.put("f1", confusion.f1Interval(positive));
    } else {
      measures.put("precision", confusion.macroInterval(Confusion::precision));
      measures.put("recall", confusion.macroInterval(Confusion::recall));
      measures.put("f1", confusion.macroInterval(Confusion::f1));
    }
    if (probabilities != null) {
      measures.put("roc_auc", rocAuc(probabilities));
      measures.put("log_loss", WeightedMean.ofSizes(losses(probabilities), weights));
      measures.put("brier", WeightedMean.ofSizes(squares(probabilities), weights));
    }
    if (confidences != null) {
      measures.put("expected_calibration_error", calibrationError(confidences));
    }
    return measures;
  }

  /** Returns the figures that can also be estimated, without intervals. */
  public Map<String, Double> figures() {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("accuracy", confusion.accuracy());
    int positive = classes.positive();
    if (positive >= 0) {
      figures.put("precision", confusion.precision(positive));
      figures.put("recall", confusion.recall(positive));
      figures.put("f1", confusion.f1(positive));
    } else {
      figures.put("precision", confusion.macro(Confusion::precision));
      figures.put("recall", confusion.macro(Confusion::recall));
      figures.put("f1", confusion.macro(Confusion::f1));
    }
    if (probabilities != null) {
      figures.put("roc_auc", rocAuc(probabilities).value());
    }
    return figures;
  }

  /** Returns one entry for each class that is a label or a prediction. */
  List<ClassQuality> perClass() {
    List<ClassQuality> found = new ArrayList<>();
    for (int i = 0; i < classes.size(); i++) {
      if (confusion.labels(i) > 0 || confusion.predictions(i) > 0) {
        found.add(
            new ClassQuality(
                classes.name(i),
                confusion.labels(i),
                confusion.predictions(i),
                confusion.precisionInterval(i),
                confusion.recallInterval(i),
                confusion.f1Interval(i)));
      }
    }
    return found;
  }

  private Interval rocAuc(double[][] of) {
    int positive = classes.positive();
    if (positive >= 0) {
      RocAuc auc = rocAuc(of, positive);
      return Interval.logit(auc.area(), norm(auc.pulls()));
    }
    double sum = 0;
    double[] pulls = new double[size];
    int present = 0;
    for (int i = 0; i < classes.size(); i++) {
      RocAuc auc = rocAuc(of, i);
      if (!Double.isNaN(auc.area())) {
        sum += auc.area();
        present++;
        double[] own = auc.pulls();
        for (int item = 0; item < size; item++) {
          pulls[item] += own[item];
        }
      }
    }
    return present == 0 ? Interval.UNDEFINED : Interval.logit(sum / present, norm(pulls) / present);
  }

  private RocAuc rocAuc(double[][] of, int wanted) {
    double[] scores = new double[size];
    boolean[] isOfClass = new boolean[size];
    for (int i = 0; i < size; i++) {
      scores[i] = of[i][wanted];
      isOfClass[i] = labels[i] == wanted;
    }
    return RocAuc.of(scores, isOfClass, weights);
  }

  private static double norm(double[] values) {
    double squares = 0;
    for (double value : values) {
      squares += value * value;
    }
    return Math.sqrt(squares);
  }

  private double[] losses(double[][] of) {
    double[] losses = new double[size];
    for (int i = 0; i < size; i++) {
      losses[i] = -Math.log(Math.min(1 - LEAST, Math.max(LEAST, of[i][labels[i]])));
    }
    return losses;
  }

  /**
   * Returns the squared error of the probability of two classes; of more classes the sum over them.
   */
  private double[] squares(double[][] of) {
    double[] squares = new double[size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < classes.size(); j++) {
        double gap = of[i][j] - (labels[i] == j ? 1 : 0);
        squares[i] += classes.positive() >= 0 ? gap * gap / 2 : gap * gap;
      }
    }
    return squares;
  }

  /** The interval is that of resampled items, from the 2.5th to the 97.5th percentile. */
  private Interval calibrationError(double[] said) {
    int[] all = new int[size];
    for (int i = 0; i < size; i++) {
      all[i] = i;
    }
    double value = calibrationError(said, all);
    SplittableRandom random = new SplittableRandom(SEED);
    double[] resampled = new double[RESAMPLES];
    for (int r = 0; r < RESAMPLES; r++) {
      for (int i = 0; i < size; i++) {
        all[i] = random.nextInt(size);
      }
      resampled[r] = calibrationError(said, all);
    }
    Arrays.sort(resampled);
    int tail = RESAMPLES / 40;
    return new Interval(value, resampled[tail], resampled[RESAMPLES - 1 - tail]).withValue();
  }

  private double calibrationError(double[] said, int[] items) {
    double[] gaps = new double[BINS];
    double total = 0;
    for (int item : items) {
      int bin = Math.min(BINS - 1, Math.max(0, (int) (said[item] * BINS)));
      double right = labels[item] == predictions[item] ? 1 : 0;
      gaps[bin] += weights[item] * (right - said[item]);
      total += weights[item];
    }
    double sum = 0;
    for (double gap : gaps) {
      sum += Math.abs(gap);
    }
    return sum / total;
  }
}
