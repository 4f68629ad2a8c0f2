package io.github.djlobservability.inference;

import ai.djl.inference.streaming.ChunkedBytesSupplier;
import ai.djl.inference.streaming.IteratorBytesSupplier;
import ai.djl.inference.streaming.PublisherBytesSupplier;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.BytesSupplier;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.djlobservability.observation.Payload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Takes what is to be looked into from DJL's inputs, tensors and outputs. Stateless.
 *
 * <p>JSON is kept as the bytes it came as, which nobody changes; numbers of a tensor are copied,
 * since the tensor is freed with its prediction.
 */
final class PayloadCapture {
  /** Larger JSON isn't kept. */
  static final int MAX_JSON_BYTES = 1 << 20;

  /** Larger tensors aren't copied. */
  static final int MAX_NUMBERS = 1 << 18;

  private static final int UNKNOWN_BYTES = 1024;

  private PayloadCapture() {}

  /** Takes a body that is JSON, whatever its content type says; of others the tensors are taken. */
  static Payload ofInput(Input input) {
    BytesSupplier data = input.getData();
    // A workflow hands on what the model before put out, which need not be bytes.
    Object held = data == null ? null : data.getAsObject();
    if (data == null || (held instanceof byte[] none && none.length == 0)) {
      return Payload.NONE;
    }
    String contentType = input.getProperties().get("Content-Type");
    if (held instanceof byte[] bytes) {
      return ofInput(bytes, contentType);
    }
    return held instanceof NDList
        ? new Payload.NotKept(Payload.Reason.TYPE, 0)
        : new Payload.Body(data::getAsBytes, contentType, UNKNOWN_BYTES);
  }

  private static Payload ofInput(byte[] bytes, @Nullable String contentType) {
    if (!isJson(contentType) && !beginsJson(bytes)) {
      return new Payload.NotKept(Payload.Reason.TYPE, bytes.length);
    }
    return bytes.length > MAX_JSON_BYTES
        ? new Payload.NotKept(Payload.Reason.SIZE, bytes.length)
        : Payload.Body.of(bytes, contentType);
  }

  /**
   * Takes the numbers of each request.
   *
   * @param batched whether the first dimension holds the requests; else it holds the rows of one
   * @return one payload for each request
   */
  static List<Payload> ofTensors(NDList list, int requests, boolean batched) {
    float[] values = list.isEmpty() ? null : numbers(list.get(0));
    if (values == null) {
      return Collections.nCopies(requests, notRead(list));
    }
    Shape shape = list.get(0).getShape();
    if (!batched) {
      int rows = shape.dimension() >= 2 ? (int) shape.get(0) : 1;
      return List.of(new Payload.Tensor(values, rows));
    }
    if (shape.dimension() == 0 || shape.get(0) != requests) {
      return Collections.nCopies(requests, new Payload.NotKept(Payload.Reason.TYPE, 0));
    }
    int columns = values.length / requests;
    List<Payload> payloads = new ArrayList<>(requests);
    for (int i = 0; i < requests; i++) {
      float[] row = Arrays.copyOfRange(values, i * columns, (i + 1) * columns);
      payloads.add(new Payload.Tensor(row, 1));
    }
    return payloads;
  }

  private static Payload notRead(NDList list) {
    if (list.isEmpty() || list.get(0).size() == 0) {
      return Payload.NONE;
    }
    NDArray array = list.get(0);
    return new Payload.NotKept(
        array.size() > MAX_NUMBERS ? Payload.Reason.SIZE : Payload.Reason.TYPE,
        array.size() * array.getDataType().getNumOfBytes());
  }

  static Payload ofOutput(Output output) {
    BytesSupplier data = output.getData();
    if (data == null || output.getCode() >= 400) {
      return Payload.NONE;
    }
    if (isStream(data)) {
      return new Payload.NotKept(Payload.Reason.STREAM, 0);
    }
    if (data instanceof NDList list) {
      return ofTensors(list, 1, false).get(0);
    }
    // Serialised on the reader's thread: the server will do it again for the client.
    return new Payload.Body(
        data::getAsBytes, output.getProperties().get("Content-Type"), UNKNOWN_BYTES);
  }

  private static boolean isStream(BytesSupplier data) {
    return data instanceof ChunkedBytesSupplier
        || data instanceof PublisherBytesSupplier
        || data instanceof IteratorBytesSupplier;
  }

  private static boolean beginsJson(byte[] bytes) {
    int i = 0;
    while (i < bytes.length && Character.isWhitespace(bytes[i])) {
      i++;
    }
    return i < bytes.length && (bytes[i] == '{' || bytes[i] == '[');
  }

  private static boolean isJson(@Nullable String contentType) {
    return contentType != null
        && contentType.toLowerCase(Locale.ROOT).startsWith("application/json");
  }

  private static float @Nullable [] numbers(NDArray array) {
    if (array.size() > MAX_NUMBERS || array.size() == 0) {
      return null;
    }
    DataType type = array.getDataType();
    return switch (type) {
      case FLOAT32 -> array.toFloatArray();
      case FLOAT64 -> toFloats(array.toDoubleArray());
      case INT32 -> toFloats(Arrays.stream(array.toIntArray()).asDoubleStream().toArray());
      case INT64 -> toFloats(Arrays.stream(array.toLongArray()).asDoubleStream().toArray());
      default -> null;
    };
  }

  private static float[] toFloats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
