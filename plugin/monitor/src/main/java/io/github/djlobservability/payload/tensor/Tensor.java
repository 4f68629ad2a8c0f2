package io.github.djlobservability.payload.tensor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An array of any number of axes, in row-major order, with a name where it was sent with one.
 * Immutable, as long as nobody changes what its elements were made of.
 */
public final class Tensor {
  private final @Nullable String name;
  private final int[] shape;
  private final Elements elements;

  /**
   * Makes an array. One without elements has no rows, whatever its shape says: a body of a hundred
   * bytes may say two thousand million.
   *
   * @param shape lengths of the axes; none for a single value
   * @throws IllegalArgumentException if the shape has not as many elements
   */
  public Tensor(@Nullable String name, int[] shape, Elements elements) {
    long size = 1;
    for (int length : shape) {
      size *= length;
      if (length < 0 || size > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("no array has the shape " + Arrays.toString(shape));
      }
    }
    if (size != elements.size()) {
      throw new IllegalArgumentException(
          "the shape " + Arrays.toString(shape) + " has not " + elements.size() + " elements");
    }
    this.name = name == null || name.isBlank() ? null : name;
    this.shape = size == 0 ? new int[] {0} : shape.clone();
    this.elements = elements;
  }

  /** Returns the name it was sent with; null if there was none. */
  public @Nullable String name() {
    return name;
  }

  /** Returns the lengths of the axes; none of a single value. */
  public int[] shape() {
    return shape.clone();
  }

  /** Returns the length of the first axis; 1 of a single value. */
  public int rows() {
    return shape.length == 0 ? 1 : shape[0];
  }

  /** Returns how many elements each place of the first axis holds. */
  public int rowSize() {
    return rows() == 0 ? 0 : elements.size() / rows();
  }

  /** Returns the elements, row after row. */
  public Elements elements() {
    return elements;
  }

  /** Returns one row, as an array of as many axes, of which the first has length 1. */
  public Tensor row(int index) {
    int[] one = shape.clone();
    one[0] = 1;
    return new Tensor(name, one, Elements.part(elements, index * rowSize(), rowSize()));
  }

  @Override
  public String toString() {
    return (name == null ? "" : name) + Arrays.toString(shape);
  }
}
