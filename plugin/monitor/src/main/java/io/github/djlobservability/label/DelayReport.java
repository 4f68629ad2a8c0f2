package io.github.djlobservability.label;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long labels take, and whether the quick ones tell the same as the slow ones.
 *
 * @param measure what the errors are: an error rate of classes, a mean absolute error of numbers
 * @param delaySeconds how long labels took
 * @param predicted all items; of their errors only those that have a label tell, so it is NaN
 * @param labelled the items that have a label
 * @param byDelay the labelled items in up to four groups, from the quickest labels to the slowest
 * @param slowMinusQuick how much larger the error is in the slowest group than in the quickest;
 *     null with fewer than two groups
 */
public record DelayReport(
    String measure,
    Delays delaySeconds,
    Summary predicted,
    Summary labelled,
    List<Group> byDelay,
    @Nullable Difference slowMinusQuick) {

  /** Quantiles of delays, in seconds; NaN without labels. */
  public record Delays(double p50, double p90, double p99) {}

  /**
   * Some items.
   *
   * @param error their mean error
   * @param meanScore mean of the model's scores; NaN without
   * @param meanPrediction mean of what a regression said; NaN for classes
   * @param predictions the share of each predicted value; null for numbers
   */
  public record Summary(
      long items,
      double error,
      double meanScore,
      double meanPrediction,
      @Nullable Map<String, Double> predictions) {}

  /** Items whose labels took from so long to less than so long. */
  public record Group(
      double fromSeconds,
      double toSeconds,
      long items,
      double error,
      double meanScore,
      double meanPrediction,
      @Nullable Map<String, Double> predictions) {}

  /** A difference with its confidence interval of 95 %. */
  public record Difference(double error, double low, double high) {}
}
