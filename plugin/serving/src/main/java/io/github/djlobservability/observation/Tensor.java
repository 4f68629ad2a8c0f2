package io.github.djlobservability.observation;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds the values of a tensor, those of each item one after another. Immutable: nobody changes the
 * values.
 */
public final class Tensor {
  private static final int TEXT_BYTES = 64;

  private final @Nullable String name;
  private final List<Long> itemShape;
  private final float @Nullable [] floats;
  private final double @Nullable [] doubles;
  private final String @Nullable [] texts;

  private Tensor(
      @Nullable String name,
      List<Long> itemShape,
      float @Nullable [] floats,
      double @Nullable [] doubles,
      String @Nullable [] texts) {
    this.name = name;
    this.itemShape = itemShape;
    this.floats = floats;
    this.doubles = doubles;
    this.texts = texts;
  }

  /**
   * Makes one of numbers of at most 32 bits.
   *
   * @param name as the model calls it; null when it has none
   * @param itemShape the shape of one item; empty for a single value
   */
  public static Tensor of(@Nullable String name, List<Long> itemShape, float[] values) {
    return new Tensor(name, List.copyOf(itemShape), values, null, null);
  }

  /** Makes one of numbers that 32 bits can't hold. */
  public static Tensor of(@Nullable String name, List<Long> itemShape, double[] values) {
    return new Tensor(name, List.copyOf(itemShape), null, values, null);
  }

  /** Makes one of texts. */
  public static Tensor of(@Nullable String name, List<Long> itemShape, String[] values) {
    return new Tensor(name, List.copyOf(itemShape), null, null, values);
  }

  /** Returns the name that the model gives it; null when it has none. */
  public @Nullable String name() {
    return name;
  }

  /** Returns the shape of one item; empty for a single value. */
  public List<Long> itemShape() {
    return itemShape;
  }

  /** Returns how many values all items have together. */
  public int length() {
    if (floats != null) {
      return floats.length;
    }
    return doubles != null ? doubles.length : texts == null ? 0 : texts.length;
  }

  /** Returns whether the values are texts. */
  public boolean isText() {
    return texts != null;
  }

  /** Returns a number; NaN where the values are texts. */
  public double number(int index) {
    if (floats != null) {
      return floats[index];
    }
    return doubles != null ? doubles[index] : Double.NaN;
  }

  /** Returns a text; null where the values are numbers. */
  public @Nullable String text(int index) {
    return texts == null ? null : texts[index];
  }

  /**
   * Returns the values of one item.
   *
   * @param items how many there are
   */
  public Tensor item(int item, int items) {
    int size = length() / items;
    int from = item * size;
    return new Tensor(
        name,
        itemShape,
        floats == null ? null : Arrays.copyOfRange(floats, from, from + size),
        doubles == null ? null : Arrays.copyOfRange(doubles, from, from + size),
        texts == null ? null : Arrays.copyOfRange(texts, from, from + size));
  }

  /** Returns roughly how many bytes the values take. */
  long heldBytes() {
    return (floats != null ? 4L : doubles != null ? 8L : TEXT_BYTES) * length();
  }
}
