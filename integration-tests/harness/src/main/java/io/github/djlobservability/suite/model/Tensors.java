package io.github.djlobservability.suite.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.util.passthrough.PassthroughNDManager;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/** Request bodies with tensors, made without an engine. */
public final class Tensors {

  private Tensors() {}

  /** Returns the rows as {@code tensor/npz}. */
  public static byte[] npz(float[]... rows) {
    return encode(rows, NDList.Encoding.NPZ);
  }

  /** Returns the rows as {@code tensor/ndlist}. */
  public static byte[] ndlist(float[]... rows) {
    return encode(rows, NDList.Encoding.ND_LIST);
  }

  /** Returns a row as {@code tensor/npz}: an array of one value for each name. */
  public static byte[] npz(Map<String, Number> row) {
    NDManager manager = PassthroughNDManager.INSTANCE;
    NDList columns = new NDList();
    row.forEach(
        (name, value) -> {
          boolean whole = value instanceof Long;
          ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
          bytes = whole ? bytes.putLong(value.longValue()) : bytes.putFloat(value.floatValue());
          NDArray column =
              manager.create(
                  bytes.flip(), new Shape(1, 1), whole ? DataType.INT64 : DataType.FLOAT32);
          column.setName(name);
          columns.add(column);
        });
    return columns.encode(NDList.Encoding.NPZ);
  }

  private static byte[] encode(float[][] rows, NDList.Encoding encoding) {
    ByteBuffer bytes =
        ByteBuffer.allocate(rows.length * rows[0].length * Float.BYTES)
            .order(ByteOrder.nativeOrder());
    for (float[] row : rows) {
      for (float number : row) {
        bytes.putFloat(number);
      }
    }
    NDManager manager = PassthroughNDManager.INSTANCE;
    Shape shape = new Shape(rows.length, rows[0].length);
    NDArray array = manager.create(bytes.rewind(), shape, DataType.FLOAT32);
    return new NDList(array).encode(encoding);
  }
}
