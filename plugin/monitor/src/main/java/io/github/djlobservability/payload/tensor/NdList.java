package io.github.djlobservability.payload.tensor;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list of arrays as DJL writes it (content type {@code tensor/ndlist}, versions 1 to 3 of
 * its arrays). Stateless.
 *
 * <p>A number of arrays; of each the mark {@code NDAR}, a version, a name (from version 2 on), a
 * sparse format, a data type, a shape with its layout, a byte order (from version 3 on; before, it
 * is the writer's, taken for little-endian), the size in bytes, the elements. Texts come after the
 * shape, with their number in front.
 */
public final class NdList {
  private static final String MARK = "NDAR";
  private static final int MARK_START = 6;
  private static final String TEXTS = "STRING";
  private static final int MAX_AXES = 64;
  private static final int MAX_ARRAYS = 10_000;

  private NdList() {}

  /** Returns whether bytes begin as such a list does. */
  public static boolean isAt(byte[] bytes) {
    if (bytes.length < MARK_START + MARK.length()) {
      return false;
    }
    for (int i = 0; i < MARK.length(); i++) {
      if (bytes[MARK_START + i] != MARK.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Reads the arrays.
   *
   * @param bytes all of the list; they are kept, not copied
   * @throws MalformedTensorException if it is no such list, or not all of it is there
   */
  public static List<Tensor> read(byte[] bytes) throws IOException {
    ByteArrayInputStream source = new ByteArrayInputStream(bytes);
    DataInputStream in = new DataInputStream(source);
    try {
      int count = in.readInt();
      if (count < 0 || count > MAX_ARRAYS) {
        throw new MalformedTensorException("has " + count + " arrays");
      }
      List<Tensor> tensors = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        tensors.add(array(bytes, source, in));
      }
      return tensors;
    } catch (EOFException e) {
      throw new MalformedTensorException("ends before its last array");
    } catch (UTFDataFormatException | IllegalArgumentException e) {
      throw new MalformedTensorException("is damaged: " + e.getMessage());
    }
  }

  private static Tensor array(byte[] bytes, ByteArrayInputStream source, DataInputStream in)
      throws IOException {
    String mark = in.readUTF();
    int version = in.readInt();
    if (!mark.equals(MARK) || version < 1 || version > 3) {
      throw new MalformedTensorException("has an array that is none of version 1 to 3");
    }
    String name = version > 1 && in.readByte() == 1 ? in.readUTF() : null;
    String sparse = in.readUTF();
    String typeName = in.readUTF();
    int[] shape = shape(in);
    if (typeName.equals(TEXTS)) {
      return tensor(name, sparse, shape, texts(in));
    }
    ElementType type = type(typeName);
    boolean big = version > 2 && in.readByte() == '>';
    int size = in.readInt();
    int at = bytes.length - source.available();
    if (size < 0 || in.skipBytes(size) < size) {
      throw new EOFException();
    }
    ByteOrder order = big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    ByteBuffer data = ByteBuffer.wrap(bytes, at, size).slice().order(order);
    return tensor(name, sparse, shape, new ByteElements(data, type, type.unit()));
  }

  private static Elements texts(DataInputStream in) throws IOException {
    int count = in.readInt();
    // Each has at least its length.
    if (count < 0 || count > in.available() / Short.BYTES) {
      throw new MalformedTensorException("has an array of " + count + " texts");
    }
    String[] texts = new String[count];
    for (int i = 0; i < count; i++) {
      texts[i] = in.readUTF();
    }
    return Elements.of(texts);
  }

  private static Tensor tensor(@Nullable String name, String sparse, int[] shape, Elements elements)
      throws MalformedTensorException {
    if (!sparse.equalsIgnoreCase("DENSE") && !sparse.equalsIgnoreCase("default")) {
      throw new MalformedTensorException("has a sparse array, which cannot be read");
    }
    return new Tensor(name, shape, elements);
  }

  private static int[] shape(DataInputStream in) throws IOException {
    int axes = in.readInt();
    if (axes < 0 || axes > MAX_AXES) {
      throw new MalformedTensorException("has an array of " + axes + " axes");
    }
    int[] shape = new int[axes];
    for (int i = 0; i < axes; i++) {
      long length = in.readLong();
      if (length < 0 || length > Integer.MAX_VALUE) {
        throw new MalformedTensorException("has an axis of length " + length);
      }
      shape[i] = (int) length;
    }
    long layout = 2L * in.readInt();
    if (layout < 0 || layout > 2 * MAX_AXES) {
      throw new MalformedTensorException("has a damaged layout");
    }
    in.skipNBytes(layout);
    return shape;
  }

  private static ElementType type(String name) throws MalformedTensorException {
    return switch (name) {
      case "FLOAT16" -> ElementType.FLOAT16;
      case "BFLOAT16" -> ElementType.BFLOAT16;
      case "FLOAT32" -> ElementType.FLOAT32;
      case "FLOAT64" -> ElementType.FLOAT64;
      case "INT8" -> ElementType.INT8;
      case "INT16" -> ElementType.INT16;
      case "INT32" -> ElementType.INT32;
      case "INT64" -> ElementType.INT64;
      case "UINT8" -> ElementType.UINT8;
      case "UINT16" -> ElementType.UINT16;
      case "UINT32" -> ElementType.UINT32;
      case "UINT64" -> ElementType.UINT64;
      case "BOOLEAN", "BOOL" -> ElementType.BOOLEAN;
      default ->
          throw new MalformedTensorException(
              "has elements of type " + name + ", which cannot be read");
    };
  }
}
