package io.github.djlobservability.monitoring;

import io.github.djlobservability.config.PayloadSetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.label.Prediction;
import io.github.djlobservability.observation.Fields;
import io.github.djlobservability.observation.PayloadReader;
import io.github.djlobservability.payload.ClassName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a model says of one item, in terms that a label can be compared with.
 *
 * @param value a {@link Double} of a regression, else a class's name
 * @param probabilities of the classes that the model told, by their names; a single score stands
 *     under the name of the class that was said
 * @param score how sure the model is; NaN if it doesn't say
 */
record PredictedAnswer(Object value, Map<String, Double> probabilities, double score) {
  private static final Set<String> CLASS_FIELDS = Set.of("class", "className", "label");
  private static final double ROUNDING = 1e-3;

  /**
   * Reads the answer to an item.
   *
   * @param item its place among the items of the request
   * @param answers as {@link Answer#to} takes them
   * @param classes whether the reference says that predictions are classes; null without a
   *     reference
   * @return null when there is no prediction
   */
  static @Nullable PredictedAnswer to(
      int item, int items, List<Fields> answers, Settings settings, @Nullable Boolean classes) {
    Answer answer = Answer.to(item, items, answers, settings);
    Object said = answer.prediction();
    if (!(said instanceof Double) && !(said instanceof String) && !(said instanceof Boolean)) {
      return null;
    }
    Map<String, @Nullable Object> fields = answers.get(item).values();
    double score = answer.score() instanceof Double number ? number : Double.NaN;
    boolean isClass =
        !(said instanceof Double number)
            || (classes == null ? looksLikeClass(fields, settings, score) : classes)
            || number.isNaN();
    if (!isClass) {
      return new PredictedAnswer(said, Map.of(), score);
    }
    String name = ClassName.of(said);
    return new PredictedAnswer(name, probabilities(name, score, items, fields, answers), score);
  }

  /** A number is one, unless its field's name, or a score beside it, says that it is a class. */
  private static boolean looksLikeClass(
      Map<String, @Nullable Object> fields, Settings settings, double score) {
    String field = settings.find(PayloadSetting.PREDICTION);
    boolean named =
        field == null
            ? CLASS_FIELDS.stream().anyMatch(name -> fields.get(name) != null)
            : CLASS_FIELDS.contains(field);
    return named || !Double.isNaN(score);
  }

  private static Map<String, Double> probabilities(
      String said,
      double score,
      int items,
      Map<String, @Nullable Object> fields,
      List<Fields> answers) {
    Map<String, Double> found =
        fields.containsKey(PayloadReader.positionName(0))
            ? ofNumbers(fields)
            : items == 1 && answers.size() > 1 ? ofClasses(answers) : Map.of();
    if (!found.isEmpty()) {
      return found;
    }
    return score >= 0 && score <= 1 ? Map.of(said, score) : Map.of();
  }

  /** An answer that is a vector tells probabilities if it adds up to 1. */
  private static Map<String, Double> ofNumbers(Map<String, @Nullable Object> fields) {
    Map<String, Double> found = new LinkedHashMap<>();
    double sum = 0;
    for (int i = 0; i < fields.size(); i++) {
      if (!(fields.get(PayloadReader.positionName(i)) instanceof Double number)
          || number < 0
          || number > 1) {
        return Map.of();
      }
      sum += number;
      if (i < Prediction.MAX_CLASSES) {
        found.put(Integer.toString(i), number);
      }
    }
    return Math.abs(sum - 1) < ROUNDING ? found : Map.of();
  }

  /** DJL's classifications: an array of objects with a class and its probability each. */
  private static Map<String, Double> ofClasses(List<Fields> answers) {
    Map<String, Double> found = new LinkedHashMap<>();
    for (Fields each : answers) {
      if (each.values().get("className") instanceof String name
          && each.values().get("probability") instanceof Double probability
          && found.size() < Prediction.MAX_CLASSES) {
        found.put(ClassName.of(name), probability);
      }
    }
    return found;
  }
}
