package io.github.djlobservability.payload;

import io.github.djlobservability.payload.document.Values;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows how the parts of responses are called: as the reference calls its prediction and its score,
 * else as they usually are. Immutable.
 */
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

  /** Hold what a model has written; beside a prediction they are what it was given. */
  private static final List<String> TEXTS =
      List.of("transcript", "transcription", "text", "generated_text");

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

  private final @Nullable String prediction;
  private final @Nullable String scoreName;

  /** Looks for the names of a reference first, where it has one prediction. */
  PredictionNames(ExpectedPrediction expected) {
    prediction = expected.names().size() == 1 ? expected.names().get(0) : null;
    scoreName = expected.scoreName();
  }

  @Nullable String value(Map<?, ?> object) {
    return prediction != null && single(object.get(prediction)) != null
        ? prediction
        : first(object, VALUES);
  }

  @Nullable String score(Map<?, ?> object) {
    return scoreName != null && single(object.get(scoreName)) instanceof Number
        ? scoreName
        : first(object, SCORES);
  }

  /** Returns the member with what the model has written; null if there is none. */
  static @Nullable String text(Map<?, ?> object) {
    String name = first(object, TEXTS);
    return name != null && single(object.get(name)) instanceof String ? name : null;
  }

  static @Nullable String distribution(Map<?, ?> object) {
    return first(object, DISTRIBUTIONS);
  }

  static @Nullable String wrapper(Map<?, ?> object) {
    return first(object, WRAPPERS);
  }

  /** Returns the member that holds the predictions; the reference's name may be one. */
  @Nullable String holder(Map<?, ?> object) {
    return prediction != null && object.get(prediction) instanceof Values
        ? prediction
        : wrapper(object);
  }

  static @Nullable String names(Map<?, ?> object) {
    return first(object, NAMES);
  }

  /** Returns whether the reference calls its prediction so. */
  boolean isPrediction(@Nullable String name) {
    return name != null && name.equals(prediction);
  }

  /** Returns whether the reference calls its score so. */
  boolean isExpectedScore(@Nullable String name) {
    return name != null && name.equals(scoreName);
  }

  /** Returns a value that is alone, whatever arrays it stands in; null if it isn't. */
  static @Nullable Object single(@Nullable Object node) {
    Object inner = node;
    while (inner instanceof Values values && values.size() == 1) {
      inner = values.get(0);
    }
    return inner instanceof Values || inner instanceof Map<?, ?> ? null : inner;
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
