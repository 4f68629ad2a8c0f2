package io.github.djlobservability.payload;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Knows how the parts of responses are usually called. Stateless. */
final class PredictionNames {

  /** Hold a prediction; the first that is there counts. */
  private static final List<String> VALUES =
      List.of(
          "class",
          "className",
          "label",
          "prediction",
          "predicted_label",
          "predictedLabel",
          "predicted_class",
          "predictedClass",
          "predicted",
          "output_label",
          "labels",
          "predictions",
          "variable",
          "category");

  /** Hold classes, whatever their values are. */
  private static final Set<String> CLASSES =
      Set.of(
          "class",
          "className",
          "label",
          "labels",
          "predicted_label",
          "predictedLabel",
          "predicted_class",
          "predictedClass",
          "output_label",
          "category");

  /** Hold how sure the model is of its prediction. */
  private static final List<String> SCORES = List.of("probability", "score", "confidence");

  /** Hold a number for each class. */
  private static final List<String> DISTRIBUTIONS =
      List.of("probabilities", "output_probability", "scores", "probs", "probability", "logits");

  /** Hold nothing but the predictions. */
  private static final List<String> WRAPPERS =
      List.of(
          "predictions",
          "outputs",
          "output",
          "results",
          "result",
          "prediction",
          "response",
          "data",
          "body");

  /** Hold the names of the classes, in the order of the numbers. */
  private static final List<String> NAMES = List.of("classes", "class_names", "labels");

  private PredictionNames() {}

  static @Nullable String value(Map<?, ?> object) {
    return first(object, VALUES);
  }

  static @Nullable String score(Map<?, ?> object) {
    return first(object, SCORES);
  }

  static @Nullable String distribution(Map<?, ?> object) {
    return first(object, DISTRIBUTIONS);
  }

  static @Nullable String wrapper(Map<?, ?> object) {
    return first(object, WRAPPERS);
  }

  static @Nullable String names(Map<?, ?> object) {
    return first(object, NAMES);
  }

  static boolean isValue(String name) {
    return VALUES.contains(name);
  }

  static boolean isClass(String name) {
    return CLASSES.contains(name);
  }

  static boolean isScore(String name) {
    return SCORES.contains(name);
  }

  static boolean isDistribution(String name) {
    return DISTRIBUTIONS.contains(name);
  }

  private static @Nullable String first(Map<?, ?> object, List<String> names) {
    for (String name : names) {
      if (object.get(name) != null) {
        return name;
      }
    }
    return null;
  }
}
