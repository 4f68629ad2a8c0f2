package io.github.djlobservability.label;

import java.util.Map;

/**
 * Running sums of the items whose labels took about as long, or of all items. Errors are weighted,
 * the rest is counted. Not thread-safe.
 */
final class DelayClass {
  private final double[] byPlace;
  private long count;
  private double weight;
  private double weightSquared;
  private double error;
  private double errorSquared;
  private double value;
  private long values;
  private double score;
  private long scores;

  /**
   * @param places how many different predictions are told apart
   */
  DelayClass(int places) {
    byPlace = new double[places];
  }

  /**
   * Counts an item, or takes it out again.
   *
   * @param place of the predicted value among the different ones
   * @param sign 1 or -1
   */
  void add(Prediction prediction, int place, int sign) {
    count += sign;
    byPlace[place] += sign;
    if (prediction.value() instanceof Double number && Double.isFinite(number)) {
      value += sign * number;
      values += sign;
    }
    if (Double.isFinite(prediction.score())) {
      score += sign * prediction.score();
      scores += sign;
    }
  }

  /**
   * Adds how wrong an item was, or takes it out again.
   *
   * @param sign 1 or -1
   */
  void addError(double itemError, double itemWeight, int sign) {
    weight += sign * itemWeight;
    weightSquared += sign * itemWeight * itemWeight;
    error += sign * itemWeight * itemError;
    errorSquared += sign * itemWeight * itemError * itemError;
  }

  /** Adds all of another. */
  void add(DelayClass other) {
    count += other.count;
    weight += other.weight;
    weightSquared += other.weightSquared;
    error += other.error;
    errorSquared += other.errorSquared;
    value += other.value;
    values += other.values;
    score += other.score;
    scores += other.scores;
    for (int i = 0; i < byPlace.length; i++) {
      byPlace[i] += other.byPlace[i];
    }
  }

  long count() {
    return count;
  }

  /** Returns the mean error; NaN for none. */
  double meanError() {
    return weight > 0 ? error / weight : Double.NaN;
  }

  /** Returns the variance of the mean error; NaN for fewer than two items. */
  double meanErrorVariance() {
    if (count < 2 || weight <= 0) {
      return Double.NaN;
    }
    double mean = meanError();
    double variance = Math.max(0, errorSquared / weight - mean * mean);
    return variance * weightSquared / (weight * weight);
  }

  /** Returns the mean of predictions that are numbers; NaN for none. */
  double meanValue() {
    return values > 0 ? value / values : Double.NaN;
  }

  double meanScore() {
    return scores > 0 ? score / scores : Double.NaN;
  }

  /** Puts the share of each predicted value into a map. */
  void shares(Iterable<String> names, Map<String, Double> to) {
    int i = 0;
    for (String name : names) {
      to.put(name, count > 0 ? byPlace[i] / count : Double.NaN);
      i++;
    }
    if (byPlace[byPlace.length - 1] > 0) {
      to.put(LabelDelays.OTHER, byPlace[byPlace.length - 1] / count);
    }
  }
}
