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
 * @param tokenEntropy of a text the mean entropy of its tokens in bits; null where it is not told
 * @param several the predictions by their names, where the reference has several of an item; then
 *     there is no single value
 */
public record ItemPrediction(
    @Nullable Object value,
    @Nullable Double score,
    Map<String, Double> probabilities,
    boolean isClass,
    @Nullable Double tokenEntropy,
    Map<String, @Nullable Object> several) {

  /** Makes a prediction of which there is one of an item. */
  public ItemPrediction(
      @Nullable Object value,
      @Nullable Double score,
      Map<String, Double> probabilities,
      boolean isClass) {
    this(value, score, probabilities, isClass, null, Map.of());
  }

  /** Stands for an item that a response says nothing of. */
  public static final ItemPrediction NONE = new ItemPrediction(null, null, Map.of(), false);

  /** Makes a prediction of a value alone. */
  static ItemPrediction of(@Nullable Object value) {
    return new ItemPrediction(value, null, Map.of(), false);
  }

  /** Makes several predictions of an item. */
  static ItemPrediction of(Map<String, @Nullable Object> several) {
    return new ItemPrediction(null, null, Map.of(), false, null, several);
  }

  /** Returns the prediction of a name, where there are several; else the only one. */
  public @Nullable Object value(String name) {
    return several.isEmpty() ? value : several.get(name);
  }

  /** Returns the same with a score, if there is one. */
  ItemPrediction withScore(@Nullable Object found) {
    return found instanceof Number number
        ? new ItemPrediction(
            value, number.doubleValue(), probabilities, isClass, tokenEntropy, several)
        : this;
  }

  /** Returns the same with the entropy of its tokens, if that is told. */
  ItemPrediction withTokenEntropy(@Nullable Object found) {
    return found instanceof Number number
        ? new ItemPrediction(value, score, probabilities, isClass, number.doubleValue(), several)
        : this;
  }

  /** Returns the same as a class. */
  ItemPrediction asClass() {
    return new ItemPrediction(value, score, probabilities, true, tokenEntropy, several);
  }
}
