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
  static final int MAX_VALUES = Payload.MAX_TENSOR_VALUES;

  private static final long ANY = -1;

  private TensorCapture() {}

  /** Copies the tensors of one request, as they are: the reader knows which axis is the items. */
  static Payload ofRequest(NDList list) {
    return list.isEmpty() ? Payload.NONE : copied(list, ANY);
  }

  /**
   * Copies the tensors of a batch, whose first dimension holds the requests.
   *
   * @return one payload for each request
   */
  static List<Payload> ofBatch(NDList list, int requests) {
    Payload all = list.isEmpty() ? Payload.NONE : copied(list, requests);
    if (!(all instanceof Payload.Tensors tensors)) {
      return Collections.nCopies(requests, all);
    }
    List<Payload> payloads = new ArrayList<>(requests);
    for (int request = 0; request < requests; request++) {
      List<Tensor> own = new ArrayList<>(tensors.arrays().size());
      for (Tensor tensor : tensors.arrays()) {
        own.add(tensor.row(request));
      }
      payloads.add(new Payload.Tensors(own));
    }
    return payloads;
  }

  /**
   * Copies those of the tensors that have as many rows.
   *
   * @param rows {@value #ANY} for any number
   */
  private static Payload copied(NDList list, long rows) {
    List<Tensor> arrays = new ArrayList<>(list.size());
    long values = 0;
    boolean tooLarge = false;
    for (NDArray array : list) {
      Shape shape = array.getShape();
      boolean wanted = rows == ANY || (shape.dimension() > 0 && shape.get(0) == rows);
      tooLarge |= wanted && values + array.size() > MAX_VALUES;
      Elements elements = wanted && !tooLarge ? elements(array) : null;
      if (elements != null) {
        arrays.add(new Tensor(array.getName(), lengths(shape), elements));
        values += array.size();
      }
    }
    return arrays.isEmpty() ? notKept(list, tooLarge) : new Payload.Tensors(arrays);
  }

  private static Payload notKept(NDList list, boolean tooLarge) {
    long bytes = 0;
    for (NDArray array : list) {
      bytes += array.size() * array.getDataType().getNumOfBytes();
    }
    return new Payload.NotKept(tooLarge ? Payload.Reason.SIZE : Payload.Reason.TYPE, bytes);
  }

  private static int[] lengths(Shape shape) {
    int[] lengths = new int[shape.dimension()];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = (int) shape.get(i);
    }
    return lengths.length == 0 ? new int[] {1} : lengths;
  }

  /** Returns null for values of a type that can't be read. */
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
