package io.github.djlobservability.standin.kserve;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A tensor in JSON.
 *
 * @param data the numbers in row-major order; null in a description
 */
@SuppressWarnings("ArrayRecordComponent") // Read and written as JSON, never compared.
record KServeTensor(String name, String datatype, long[] shape, double @Nullable [] data) {

  private static final Map<String, DataType> TYPES =
      Map.of(
          "BOOL", DataType.BOOLEAN,
          "UINT8", DataType.UINT8,
          "INT8", DataType.INT8,
          "INT32", DataType.INT32,
          "INT64", DataType.INT64,
          "FP32", DataType.FLOAT32,
          "FP64", DataType.FLOAT64);

  private static final Map<DataType, String> NAMES =
      TYPES.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

  static KServeTensor describe(String name, Shape shape, DataType type) {
    return new KServeTensor(name, typeName(type), shape.getShape(), null);
  }

  static KServeTensor of(NDArray array, String name) {
    Number[] values = array.toArray();
    double[] data = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      data[i] = values[i].doubleValue();
    }
    return new KServeTensor(name, typeName(array.getDataType()), array.getShape().getShape(), data);
  }

  private static String typeName(DataType type) {
    return NAMES.getOrDefault(type, type.toString());
  }

  NDArray toArray(NDManager manager) {
    DataType type = TYPES.get(datatype);
    if (type == null) {
      throw new IllegalArgumentException("Invalid KServe data type: " + datatype);
    }
    Shape dimensions = new Shape(shape);
    int bytes = Math.toIntExact(dimensions.size()) * type.getNumOfBytes();
    ByteBuffer buffer = manager.allocateDirect(bytes);
    for (double value : data == null ? new double[0] : data) {
      put(buffer, type, value);
    }
    buffer.rewind();
    NDArray array = manager.create(buffer, dimensions, type);
    array.setName(name);
    return array;
  }

  private static void put(ByteBuffer buffer, DataType type, double value) {
    switch (type) {
      case INT32 -> buffer.putInt((int) value);
      case INT64 -> buffer.putLong((long) value);
      case FLOAT32 -> buffer.putFloat((float) value);
      case FLOAT64 -> buffer.putDouble(value);
      default -> buffer.put((byte) value);
    }
  }
}
