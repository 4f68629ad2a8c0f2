package io.github.djlobservability.payload.tensor;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads a whole array as NumPy writes it. Stateless. */
public final class Npy {

  private Npy() {}

  /**
   * Reads an array.
   *
   * @param bytes all of it; they are kept, not copied
   * @throws MalformedTensorException if it is no array, or not all of it is there
   */
  public static Tensor read(@Nullable String name, byte[] bytes) throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(bytes);
    NpyHeader header = NpyHeader.read(new DataInputStream(in));
    int size = in.available();
    int[] shape = new int[header.axes()];
    long elements = 1;
    for (int i = 0; i < shape.length; i++) {
      long length = header.shape().get(i);
      elements = length > size ? Long.MAX_VALUE : elements * Math.min(length, size + 1L);
      if (elements > size) {
        throw new MalformedTensorException("ends before its last row");
      }
      shape[i] = (int) length;
    }
    if (header.width() == 0 && elements > 0) {
      throw new MalformedTensorException("has texts of no length");
    }
    long needed = elements * header.width();
    if (needed > size) {
      throw new MalformedTensorException("ends before its last row");
    }
    ByteBuffer data = ByteBuffer.wrap(bytes, bytes.length - size, (int) needed).slice();
    Elements stored = new ByteElements(data.order(header.order()), header.type(), header.width());
    boolean reorder = header.fortran() && shape.length > 1;
    return new Tensor(name, shape, reorder ? rowMajor(stored, shape) : stored);
  }

  /** Lays out elements whose first axis runs fastest so that the last one does. */
  private static Elements rowMajor(Elements stored, int[] shape) {
    int[] order = new int[stored.size()];
    int[] place = new int[shape.length];
    for (int i = 0; i < order.length; i++) {
      int at = 0;
      for (int axis = shape.length - 1; axis >= 0; axis--) {
        at = at * shape[axis] + place[axis];
      }
      order[i] = at;
      advance(place, shape);
    }
    return new Reordered(stored, order);
  }

  private static void advance(int[] place, int[] shape) {
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      if (++place[axis] < shape[axis]) {
        return;
      }
      place[axis] = 0;
    }
  }

  /** Gives elements in another order. */
  private static final class Reordered implements Elements {
    private final Elements stored;
    private final int[] order;

    Reordered(Elements stored, int[] order) {
      this.stored = stored;
      this.order = order;
    }

    @Override
    public int size() {
      return order.length;
    }

    @Override
    public @Nullable Object get(int index) {
      return stored.get(order[index]);
    }

    @Override
    public boolean isNumeric() {
      return stored.isNumeric();
    }
  }
}
