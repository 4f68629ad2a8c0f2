package io.github.djlobservability.monitoring;

import io.github.djlobservability.config.PayloadSetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.observation.Fields;
import io.github.djlobservability.observation.PayloadReader;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model says of one item.
 *
 * @param prediction a class or a number; null when there is none
 * @param score how sure it is, or null
 */
record Answer(@Nullable Object prediction, @Nullable Object score) {
  static final Answer NONE = new Answer(null, null);

  private static final List<String> PREDICTION_FIELDS =
      List.of("class", "className", "label", "prediction");
  private static final List<String> SCORE_FIELDS = List.of("probability", "score");

  /**
   * Reads the answer to an item.
   *
   * @param items how many items were asked about
   * @param answers what came back; with one item, the first is the best, as DJL orders them
   */
  static Answer to(int item, int items, List<Fields> answers, Settings settings) {
    if (answers.isEmpty() || (answers.size() != items && items != 1)) {
      return NONE;
    }
    Map<String, @Nullable Object> values = answers.get(item).values();
    if (values.containsKey(PayloadReader.positionName(0))) {
      return ofNumbers(values);
    }
    return new Answer(
        field(values, settings.find(PayloadSetting.PREDICTION), PREDICTION_FIELDS),
        field(values, settings.find(PayloadSetting.SCORE), SCORE_FIELDS));
  }

  private static @Nullable Object field(
      Map<String, @Nullable Object> values, @Nullable String asked, List<String> usual) {
    if (asked != null) {
      return values.get(asked);
    }
    for (String name : usual) {
      if (values.get(name) != null) {
        return values.get(name);
      }
    }
    // An answer that is nothing but a value is the prediction itself.
    return usual == PREDICTION_FIELDS ? values.get(PayloadReader.VALUE) : null;
  }

  /** One number is a prediction; of several, the place of the largest is, and it is the score. */
  private static Answer ofNumbers(Map<String, @Nullable Object> values) {
    int best = 0;
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(PayloadReader.positionName(i));
      if (value instanceof Double number && number > largest) {
        largest = number;
        best = i;
      }
    }
    return values.size() == 1 ? new Answer(largest, null) : new Answer((double) best, largest);
  }
}
