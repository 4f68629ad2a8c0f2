package io.github.djlobservability.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import org.jspecify.annotations.Nullable;

/**
 * Counts the values that were added to a batch to make its requests equally long.
 *
 * @param values all values of the batch that is computed
 * @param padded those that were added
 */
record Padding(long values, long padded) {
  /** Larger masks aren't looked at: they would have to be copied. */
  static final int MAX_MASK = 1 << 16;

  /** Returns how many values the arrays have together. */
  static long size(NDList list) {
    long size = 0;
    for (NDArray array : list) {
      size += array.getShape().size();
    }
    return size;
  }

  /**
   * Reads an attention mask, in which a zero is a position that stands for nothing.
   *
   * @return null when the array is not one of whole numbers, or too large
   */
  static @Nullable Padding ofMask(NDArray mask) {
    if (mask.size() > MAX_MASK) {
      return null;
    }
    long zeros = 0;
    if (mask.getDataType() == DataType.INT64) {
      for (long position : mask.toLongArray()) {
        zeros += position == 0 ? 1 : 0;
      }
    } else if (mask.getDataType() == DataType.INT32) {
      for (int position : mask.toIntArray()) {
        zeros += position == 0 ? 1 : 0;
      }
    } else {
      return null;
    }
    return new Padding(mask.size(), zeros);
  }
}
