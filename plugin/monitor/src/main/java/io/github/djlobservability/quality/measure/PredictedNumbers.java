package io.github.djlobservability.quality.measure;

import io.github.djlobservability.statistics.Interval;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Labelled items of a regression, and their measures. The error is the prediction minus the label.
 */
final class PredictedNumbers {

  private final double[] errors;
  private final double[] labels;
  private final double[] weights;

  PredictedNumbers(List<LabelledItem> items) {
    errors = new double[items.size()];
    labels = new double[items.size()];
    weights = new double[items.size()];
    for (int i = 0; i < errors.length; i++) {
      LabelledItem item = items.get(i);
      labels[i] = NumericValues.number(item.label());
      errors[i] = NumericValues.number(item.prediction()) - labels[i];
      weights[i] = item.weight();
    }
  }

  /** By name, in the order in which they are shown. */
  Map<String, Interval> measures() {
    Map<String, Interval> measures = new LinkedHashMap<>();
    measures.put(
        "mae", WeightedMean.ofSizes(Arrays.stream(errors).map(Math::abs).toArray(), weights));
    measures.put("rmse", rootMeanSquare());
    measures.put("mape", percentage());
    measures.put("bias", WeightedMean.interval(errors, weights));
    return measures;
  }

  private Interval rootMeanSquare() {
    Interval square =
        WeightedMean.ofSizes(Arrays.stream(errors).map(x -> x * x).toArray(), weights);
    return new Interval(
        Math.sqrt(square.value()), Math.sqrt(square.low()), Math.sqrt(square.high()));
  }

  /** As a share, not in percent; items whose label is 0 are left out. */
  private Interval percentage() {
    int[] kept = new int[errors.length];
    int size = 0;
    for (int i = 0; i < errors.length; i++) {
      if (labels[i] != 0) {
        kept[size++] = i;
      }
    }
    double[] shares = new double[size];
    double[] keptWeights = new double[size];
    for (int i = 0; i < size; i++) {
      shares[i] = Math.abs(errors[kept[i]] / labels[kept[i]]);
      keptWeights[i] = weights[kept[i]];
    }
    return WeightedMean.ofSizes(shares, keptWeights);
  }
}
