package io.github.djlobservability.monitoring.items;

import io.github.djlobservability.label.Prediction;
import io.github.djlobservability.payload.ClassName;
import io.github.djlobservability.payload.ItemPrediction;
import io.github.djlobservability.payload.Numbers;
import io.github.djlobservability.payload.text.Transcript;
import io.github.djlobservability.quality.PredictionKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The prediction for one item, in terms that a label can be compared with.
 *
 * @param value a {@link Double} of a regression, a {@link Transcript}, else a class's name or what
 *     was written
 * @param probabilities of the classes, by their names; a single score stands under the name of the
 *     predicted class
 * @param score how sure the model is; NaN if it doesn't say
 */
public record PredictedValue(Object value, Map<String, Double> probabilities, double score) {

  /**
   * Puts a prediction in such terms.
   *
   * @param kind what predictions are; null where nothing says it
   * @return null when there is no prediction, or a number that is none
   */
  public static @Nullable PredictedValue of(
      ItemPrediction prediction, @Nullable PredictionKind kind) {
    Object value = prediction.value();
    if (value == null || !isValue(value)) {
      return null;
    }
    double score = prediction.score() == null ? Double.NaN : prediction.score();
    if (kind == PredictionKind.TRANSCRIPT) {
      return new PredictedValue(
          value instanceof String ? value : ClassName.of(value), Map.of(), score);
    }
    double number = number(value, kind);
    // A number is one, unless its field's name, or a score beside it, says that it is a class.
    boolean isClass =
        kind == null ? prediction.isClass() || !Double.isNaN(score) : kind == PredictionKind.CLASS;
    if (!isClass && !Double.isNaN(number)) {
      return new PredictedValue(number, Map.of(), score);
    }
    String name = ClassName.of(value);
    return new PredictedValue(name, probabilities(prediction, name, score), score);
  }

  /** A number that is none, as of a model that failed to compute one, is no class either. */
  private static boolean isValue(Object value) {
    return value instanceof Number number
        ? Double.isFinite(number.doubleValue())
        : value instanceof String || value instanceof Boolean;
  }

  /** Returns it with its classes named as they are held. */
  public PredictedValue held(UnaryOperator<String> classes) {
    if (!(value instanceof String name)) {
      return this;
    }
    Map<String, Double> named = new LinkedHashMap<>();
    probabilities.forEach((each, p) -> named.put(classes.apply(each), p));
    return new PredictedValue(classes.apply(name), named, score);
  }

  /** Returns it with what was written as a transcript, as it is held. */
  public PredictedValue transcript(Function<Object, Transcript> held) {
    return new PredictedValue(held.apply(value), probabilities, score);
  }

  /** A text is a number only where the reference has numbers; NaN if there is none. */
  private static double number(Object value, @Nullable PredictionKind kind) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    return kind == PredictionKind.NUMBER && value instanceof String text
        ? Numbers.parse(text)
        : Double.NaN;
  }

  private static Map<String, Double> probabilities(
      ItemPrediction prediction, String name, double score) {
    if (prediction.probabilities().isEmpty()) {
      return score >= 0 && score <= 1 ? Map.of(name, score) : Map.of();
    }
    Map<String, Double> named = new LinkedHashMap<>();
    for (Map.Entry<String, Double> each : prediction.probabilities().entrySet()) {
      if (named.size() < Prediction.MAX_CLASSES) {
        named.put(ClassName.of(each.getKey()), each.getValue());
      }
    }
    return named;
  }
}
