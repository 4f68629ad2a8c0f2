package io.github.djlobservability.inference;

import ai.djl.inference.streaming.ChunkedBytesSupplier;
import ai.djl.inference.streaming.IteratorBytesSupplier;
import ai.djl.inference.streaming.PublisherBytesSupplier;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.BytesSupplier;
import ai.djl.ndarray.NDList;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.payload.DoctorRequest;
import io.github.djlobservability.payload.audio.AudioReader;

/**
 * Takes the payloads of DJL's inputs and outputs: bodies as the bytes they came as, which nobody
 * changes. Stateless.
 */
final class PayloadCapture {
  /** Larger bodies aren't kept. */
  static final int MAX_BYTES = 1 << 20;

  /** Larger recordings aren't kept. */
  static final int MAX_MEDIA_BYTES = 1 << 24;

  private static final String JSON = "application/json";
  private static final int UNKNOWN_BYTES = 1024;

  private PayloadCapture() {}

  /** Takes what the request sent, or what the model before it in a workflow put out. */
  static Payload ofInput(Input input) {
    if (input.getProperties().get(DoctorRequest.HEADER) != null) {
      return Payload.DOCTOR;
    }
    BytesSupplier data = input.getData();
    if (data == null || data instanceof NDList) {
      return Payload.NONE;
    }
    Object held = data.getAsObject();
    String contentType = input.getProperties().get("Content-Type");
    if (!(held instanceof byte[] bytes)) {
      return new Payload.Body(data::getAsBytes, contentType, UNKNOWN_BYTES);
    }
    if (bytes.length == 0) {
      return Payload.NONE;
    }
    // Recordings are large, and nothing is copied here.
    int most = AudioReader.isFile(bytes) ? MAX_MEDIA_BYTES : MAX_BYTES;
    return bytes.length > most
        ? new Payload.NotKept(Payload.Reason.SIZE, bytes.length)
        : Payload.Body.of(bytes, contentType);
  }

  /** Returns whether a payload is JSON, whatever its content type says: then it has all names. */
  static boolean isJson(Payload payload) {
    if (!(payload instanceof Payload.Body body)) {
      return false;
    }
    String type = body.contentType();
    boolean declared = type != null && type.regionMatches(true, 0, JSON, 0, JSON.length());
    return declared || body.heldBytes() == UNKNOWN_BYTES || beginsJson(body.bytes());
  }

  /** Takes what a translator put out. */
  static Payload ofOutput(Output output) {
    BytesSupplier data = output.getData();
    if (data == null || output.getCode() >= 400) {
      return Payload.NONE;
    }
    if (isStream(data)) {
      return new Payload.NotKept(Payload.Reason.STREAM, 0);
    }
    if (data instanceof NDList list) {
      return TensorCapture.ofRequest(list);
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
}
