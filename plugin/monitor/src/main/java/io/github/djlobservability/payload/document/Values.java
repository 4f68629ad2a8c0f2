package io.github.djlobservability.payload.document;

import io.github.djlobservability.payload.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An array of a document. Its elements are {@link Double}, {@link java.math.BigInteger} (whole
 * numbers beyond 2<sup>53</sup>), {@link Boolean}, {@link String}, null, {@code Map<String,
 * Object>} (objects, in the order they were sent) or again {@link Values}.
 */
public interface Values {

  /** Returns how many elements it has. */
  int size();

  /** Returns one of them. */
  @Nullable Object get(int index);

  /** Returns whether there are elements, and all of them are numbers. */
  boolean isNumeric();

  /** Returns a list as an array. */
  static Values of(List<? extends @Nullable Object> list) {
    return new ListValues(list);
  }

  /** Returns a tensor as nested arrays; a single value as an array of one. */
  static Values of(Tensor tensor) {
    return TensorValues.of(tensor);
  }

  /** Returns whether there are elements, and all of them are arrays. */
  default boolean isNested() {
    for (int i = 0; i < size(); i++) {
      if (!(get(i) instanceof Values)) {
        return false;
      }
    }
    return size() > 0;
  }
}
