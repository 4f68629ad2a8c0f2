package io.github.djlobservability.quality.measure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The most frequent class of a window whose accuracy says little: whoever always says this class is
 * right at least as often as the model. Immutable.
 *
 * @param index the class's place among the classes
 * @param share the share of the labels' weight that is of this class, above 0 and below 1
 */
public record FrequentClass(int index, double share) {

  /**
   * Returns the class; null where the model is right more often, or where all labels are of one.
   *
   * @param weights a row a label, a column a prediction, in the order of the classes; square
   */
  public static @Nullable FrequentClass asRightAsModel(List<List<Double>> weights) {
    double all = 0;
    double right = 0;
    double most = 0;
    int index = 0;
    for (int label = 0; label < weights.size(); label++) {
      double ofClass = 0;
      for (double weight : weights.get(label)) {
        ofClass += weight;
      }
      all += ofClass;
      right += weights.get(label).get(label);
      if (ofClass > most) {
        most = ofClass;
        index = label;
      }
    }
    return most < all && most >= right ? new FrequentClass(index, most / all) : null;
  }
}
