package io.github.djlobservability.suite.model;

import java.util.Arrays;

/** Computes the output of {@code mlp.onnx} from the formula of its weights. */
public final class MlpReference {

  private static final int INPUTS = 4;
  private static final int HIDDEN = 8;
  private static final int OUTPUTS = 3;

  private MlpReference() {}

  /** Returns the three probabilities for a row of four numbers, to single precision. */
  public static double[] probabilities(double... row) {
    double[] hidden = new double[HIDDEN];
    for (int j = 0; j < HIDDEN; j++) {
      double sum = 0.1;
      for (int i = 0; i < INPUTS; i++) {
        sum += row[i] * Math.sin(i * HIDDEN + j);
      }
      hidden[j] = Math.max(0, sum);
    }
    double[] exponentials = new double[OUTPUTS];
    for (int j = 0; j < OUTPUTS; j++) {
      double sum = 0;
      for (int i = 0; i < HIDDEN; i++) {
        sum += hidden[i] * Math.sin(1 + i * OUTPUTS + j);
      }
      exponentials[j] = Math.exp(sum);
    }
    double total = Arrays.stream(exponentials).sum();
    return Arrays.stream(exponentials).map(each -> each / total).toArray();
  }
}
