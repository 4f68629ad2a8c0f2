package io.github.djlobservability.payload.tensor;

import java.nio.ByteBuffer;

/**
 * Elements in the bytes they were sent in.
 *
 * @param bytes the elements alone, in their byte order
 * @param width bytes of an element
 */
record ByteElements(ByteBuffer bytes, ElementType type, int width) implements Elements {

  @Override
  public int size() {
    return width == 0 ? 0 : bytes.limit() / width;
  }

  @Override
  public Object get(int index) {
    return type.read(bytes, index * width, width);
  }

  @Override
  public boolean isNumeric() {
    return type.isNumber();
  }
}
