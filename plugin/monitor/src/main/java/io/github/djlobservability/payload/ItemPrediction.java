package io.github.djlobservability.payload;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds the part of a response about one item.
 *
 * @param value a class or a number, of the kinds that {@link Fields} lists; null where there is
 *     none
 * @param score how sure the model is: a number or null
 * @param probabilities of the classes, by their names; empty where none, or only one, was sent
 * @param isClass whether the response itself says that the value is a class: by the name of its
 *     field, or by probabilities
 */
public record ItemPrediction(
    @Nullable Object value,
    @Nullable Double score,
    Map<String, Double> probabilities,
    boolean isClass) {

  /** Stands for an item that a response says nothing of. */
  public static final ItemPrediction NONE = new ItemPrediction(null, null, Map.of(), false);

  /** Makes a prediction of a value alone. */
  static ItemPrediction of(@Nullable Object value) {
    return new ItemPrediction(value, null, Map.of(), false);
  }

  /** Returns the same with a score, if there is one. */
  ItemPrediction withScore(@Nullable Object found) {
    return found instanceof Number number
        ? new ItemPrediction(value, number.doubleValue(), probabilities, isClass)
        : this;
  }

  /** Returns the same as a class. */
  ItemPrediction asClass() {
    return new ItemPrediction(value, score, probabilities, true);
  }
}
