package io.github.djlobservability.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.util.Float16Utils;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.payload.tensor.Elements;
import io.github.djlobservability.payload.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Copies the values of tensors, which are freed with their prediction. Stateless. */
final class TensorCapture {
  /** No more values than these are copied of a call's tensors. */
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
        own.add(tensor.row(request));
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
      int[] shape = shape(array.getShape(), items, whole);
      tooLarge |= values + array.size() > MAX_VALUES;
      Tensor tensor = shape == null || tooLarge ? null : copied(array, shape);
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

  /** Returns a shape whose first axis is the items; null for one of another number of items. */
  private static int @Nullable [] shape(Shape shape, long items, boolean whole) {
    if (whole && shape.dimension() < 2) {
      return shape.dimension() == 0 ? new int[] {1} : new int[] {1, (int) shape.get(0)};
    }
    if (shape.dimension() == 0 || shape.get(0) != items) {
      return null;
    }
    int[] lengths = new int[shape.dimension()];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = (int) shape.get(i);
    }
    return lengths;
  }

  /** Returns null for values of a type that can't be read. */
  private static @Nullable Tensor copied(NDArray array, int[] shape) {
    Elements elements = elements(array);
    return elements == null ? null : new Tensor(array.getName(), shape, elements);
  }

  private static @Nullable Elements elements(NDArray array) {
    return switch (array.getDataType()) {
      case FLOAT32 -> Elements.of(array.toFloatArray());
      case FLOAT16 -> Elements.of(Float16Utils.fromByteBuffer(array.toByteBuffer()));
      case FLOAT64 -> Elements.of(array.toDoubleArray());
      case INT32 -> Elements.of(array.toIntArray());
      case INT64 -> Elements.of(array.toLongArray());
      case INT8 -> Elements.of(floats(array.toByteArray()));
      case UINT8 -> Elements.of(array.toUint8Array());
      case BOOLEAN -> Elements.of(array.toBooleanArray());
      case STRING -> texts(array);
      default -> null;
    };
  }

  /** ONNX Runtime's own arrays of texts in more than one row can't be read in DJL 0.36. */
  private static @Nullable Elements texts(NDArray array) {
    try {
      return Elements.of(array.toStringArray());
    } catch (IndexOutOfBoundsException e) {
      return null;
    }
  }

  private static float[] floats(byte[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values[i];
    }
    return floats;
  }
}
