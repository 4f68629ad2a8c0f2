package io.github.djlobservability.payload.document;

import io.github.djlobservability.payload.tensor.Elements;
import io.github.djlobservability.payload.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A tensor, or a part of one, as an array.
 *
 * @param axes the lengths of its axes, the first its own
 * @param from where its elements begin
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, changed by nobody
record TensorValues(Elements elements, int[] axes, int axis, int from) implements Values {

  static TensorValues of(Tensor tensor) {
    int[] shape = tensor.shape();
    return new TensorValues(tensor.elements(), shape.length == 0 ? new int[] {1} : shape, 0, 0);
  }

  @Override
  public int size() {
    return axes[axis];
  }

  @Override
  public @Nullable Object get(int index) {
    if (axis == axes.length - 1) {
      return elements.get(from + index);
    }
    int size = 1;
    for (int i = axis + 1; i < axes.length; i++) {
      size *= axes[i];
    }
    return new TensorValues(elements, axes, axis + 1, from + index * size);
  }

  @Override
  public boolean isNumeric() {
    return axis == axes.length - 1 && size() > 0 && elements.isNumeric();
  }
}
