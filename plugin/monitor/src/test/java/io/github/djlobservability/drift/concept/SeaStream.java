package io.github.djlobservability.drift.concept;

import java.util.List;
import java.util.SplittableRandom;

/**
 * The SEA stream, by our own generator: three features uniform on (0, 10), of which two matter; the
 * label is 1 if they add up to no more than a threshold, and wrong for one row in ten. The model
 * stays at the first threshold.
 *
 * <p>W. N. Street and Y. Kim, <i>A Streaming Ensemble Algorithm (SEA) for Large-Scale
 * Classification</i>, KDD 2001.
 */
final class SeaStream {

  static final double[] THRESHOLDS = {8, 9, 7, 9.5};
  static final int ROWS = 12_500;
  private static final double NOISE = 0.1;

  private final SplittableRandom random;

  SeaStream(long seed) {
    random = new SplittableRandom(seed);
  }

  /** A row with its features, what the model says and what is right. */
  record Row(List<Double> features, String prediction, String label) {

    ConceptOutcome outcome(long number) {
      return new ConceptOutcome(
          number, number, null, prediction, label, Double.NaN, Double.NaN, List.of());
    }
  }

  Row next(double threshold) {
    List<Double> features = List.of(number(), number(), number());
    double sum = features.get(0) + features.get(1);
    boolean noise = random.nextDouble() < NOISE;
    return new Row(features, name(sum <= THRESHOLDS[0]), name((sum <= threshold) != noise));
  }

  private double number() {
    return 10 * random.nextDouble();
  }

  private static String name(boolean yes) {
    return yes ? "1" : "0";
  }
}
