package io.github.djlobservability.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.util.Float16Utils;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.observation.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Copies the values of tensors, which are freed with their prediction. Stateless. */
final class TensorCapture {
  /** Of a call's tensors no more values than these are copied. */
  static final int MAX_VALUES = 1 << 18;

  private TensorCapture() {}

  /**
   * Copies the tensors of one request. The first dimension holds the items, where the first tensor
   * has two dimensions or more; one with fewer is one item.
   */
  static Payload ofRequest(NDList list) {
    if (list.isEmpty()) {
      return Payload.NONE;
    }
    Shape first = list.get(0).getShape();
    return copied(list, first.dimension() >= 2 ? first.get(0) : 1, first.dimension() < 2);
  }

  /**
   * Copies the tensors of a batch, whose first dimension holds the requests.
   *
   * @return one payload for each request
   */
  static List<Payload> ofBatch(NDList list, int requests) {
    Payload all = list.isEmpty() ? Payload.NONE : copied(list, requests, false);
    if (!(all instanceof Payload.Tensors tensors)) {
      return Collections.nCopies(requests, all);
    }
    List<Payload> payloads = new ArrayList<>(requests);
    for (int request = 0; request < requests; request++) {
      List<Tensor> own = new ArrayList<>(tensors.arrays().size());
      for (Tensor tensor : tensors.arrays()) {
        own.add(tensor.item(request, requests));
      }
      payloads.add(new Payload.Tensors(1, own, tensors.leftOut()));
    }
    return payloads;
  }

  /**
   * Copies those of the tensors that have the number of items.
   *
   * @param whole whether each tensor as a whole belongs to the only item
   */
  private static Payload copied(NDList list, long items, boolean whole) {
    List<Tensor> arrays = new ArrayList<>(list.size());
    long values = 0;
    boolean tooLarge = false;
    for (NDArray array : list) {
      List<Long> itemShape = itemShape(array.getShape(), items, whole);
      tooLarge |= values + array.size() > MAX_VALUES;
      Tensor tensor = itemShape == null || tooLarge ? null : copied(array, itemShape);
      if (tensor != null) {
        arrays.add(tensor);
        values += array.size();
      }
    }
    if (arrays.isEmpty()) {
      return notKept(list, tooLarge);
    }
    return new Payload.Tensors((int) items, arrays, list.size() - arrays.size());
  }

  private static Payload notKept(NDList list, boolean tooLarge) {
    long bytes = 0;
    for (NDArray array : list) {
      bytes += array.size() * array.getDataType().getNumOfBytes();
    }
    return new Payload.NotKept(tooLarge ? Payload.Reason.SIZE : Payload.Reason.TYPE, bytes);
  }

  /** Returns null for a tensor with another number of items. */
  private static @Nullable List<Long> itemShape(Shape shape, long items, boolean whole) {
    if (whole && shape.dimension() < 2) {
      return shapeFrom(shape, 0);
    }
    return shape.dimension() > 0 && shape.get(0) == items ? shapeFrom(shape, 1) : null;
  }

  private static List<Long> shapeFrom(Shape shape, int begin) {
    List<Long> dimensions = new ArrayList<>(shape.dimension());
    for (int i = begin; i < shape.dimension(); i++) {
      dimensions.add(shape.get(i));
    }
    return dimensions;
  }

  /** Returns null for values of a type that can't be read. */
  private static @Nullable Tensor copied(NDArray array, List<Long> itemShape) {
    String name = array.getName();
    return switch (array.getDataType()) {
      case FLOAT32 -> Tensor.of(name, itemShape, array.toFloatArray());
      case FLOAT16 -> Tensor.of(name, itemShape, Float16Utils.fromByteBuffer(array.toByteBuffer()));
      case FLOAT64 -> Tensor.of(name, itemShape, array.toDoubleArray());
      case INT32 -> Tensor.of(name, itemShape, doubles(array.toIntArray()));
      case INT64 -> Tensor.of(name, itemShape, doubles(array.toLongArray()));
      case INT8 -> Tensor.of(name, itemShape, floats(array.toByteArray()));
      case UINT8 -> Tensor.of(name, itemShape, floats(array.toUint8Array()));
      case BOOLEAN -> Tensor.of(name, itemShape, floats(array.toBooleanArray()));
      case STRING -> texts(name, itemShape, array);
      default -> null;
    };
  }

  /** ONNX Runtime's own arrays of texts in more than one row can't be read in DJL 0.36. */
  private static @Nullable Tensor texts(
      @Nullable String name, List<Long> itemShape, NDArray array) {
    try {
      return Tensor.of(name, itemShape, array.toStringArray());
    } catch (IndexOutOfBoundsException e) {
      return null;
    }
  }

  private static double[] doubles(int[] values) {
    return Arrays.stream(values).asDoubleStream().toArray();
  }

  private static double[] doubles(long[] values) {
    return Arrays.stream(values).asDoubleStream().toArray();
  }

  private static float[] floats(byte[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values[i];
    }
    return floats;
  }

  private static float[] floats(int[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values[i];
    }
    return floats;
  }

  private static float[] floats(boolean[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values[i] ? 1 : 0;
    }
    return floats;
  }
}
