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

  static Payload ofInput(Input input) {
    String contentType = input.getProperties().get("Content-Type");
    if (!isJson(contentType)) {
      return Payload.NONE;
    }
    byte[] text = input.getData() == null ? new byte[0] : input.getData().getAsBytes();
    return text.length == 0 || text.length > MAX_JSON_BYTES ? Payload.NONE : Payload.Json.of(text);
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
      return Collections.nCopies(requests, Payload.NONE);
    }
    Shape shape = list.get(0).getShape();
    if (!batched) {
      int rows = shape.dimension() >= 2 ? (int) shape.get(0) : 1;
      return List.of(new Payload.Tensor(values, rows));
    }
    if (shape.dimension() == 0 || shape.get(0) != requests) {
      return Collections.nCopies(requests, Payload.NONE);
    }
    int columns = values.length / requests;
    List<Payload> payloads = new ArrayList<>(requests);
    for (int i = 0; i < requests; i++) {
      float[] row = Arrays.copyOfRange(values, i * columns, (i + 1) * columns);
      payloads.add(new Payload.Tensor(row, 1));
    }
    return payloads;
  }

  static Payload ofOutput(Output output) {
    BytesSupplier data = output.getData();
    if (data == null || output.getCode() >= 400 || isStream(data)) {
      return Payload.NONE;
    }
    if (data instanceof NDList list) {
      return ofTensors(list, 1, false).get(0);
    }
    String contentType = output.getProperties().get("Content-Type");
    // Serialised on the reader's thread: the server will do it again for the client.
    return contentType == null || isJson(contentType)
        ? new Payload.Json(data::getAsBytes, UNKNOWN_BYTES)
        : Payload.NONE;
  }

  private static boolean isStream(BytesSupplier data) {
    return data instanceof ChunkedBytesSupplier
        || data instanceof PublisherBytesSupplier
        || data instanceof IteratorBytesSupplier;
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
