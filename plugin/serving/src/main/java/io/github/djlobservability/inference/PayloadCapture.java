package io.github.djlobservability.inference;

import ai.djl.inference.streaming.ChunkedBytesSupplier;
import ai.djl.inference.streaming.IteratorBytesSupplier;
import ai.djl.inference.streaming.PublisherBytesSupplier;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.BytesSupplier;
import ai.djl.ndarray.NDList;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.payload.document.JsonLook;
import io.github.djlobservability.payload.document.MediaFile;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Takes the payloads of DJL's inputs and outputs: bodies as the bytes they came as, which nobody
 * changes. Stateless.
 */
final class PayloadCapture {
  /** Larger bodies aren't kept. */
  static final int MAX_BYTES = Payload.MAX_BODY_BYTES;

  private static final String MULTIPART = "multipart/";
  private static final String URL_ENCODED = "application/x-www-form-urlencoded";

  /** An object that is yet to be serialised is taken for this. */
  private static final int UNKNOWN_BYTES = 1024;

  private PayloadCapture() {}

  /** Takes what the request sent, or what the model before it in a workflow put out. */
  static Payload ofInput(Input input) {
    BytesSupplier data = input.getData();
    if (data == null || data instanceof NDList) {
      return Payload.NONE;
    }
    String contentType = input.getProperties().get("Content-Type");
    if (!isForm(contentType)) {
      return body(data, contentType);
    }
    // Which of a form's parts is read is the translator's to know; the type is not the part's.
    BytesSupplier part = onlyPart(input);
    return part == null ? new Payload.NotKept(Payload.Reason.FORM, 0) : body(part, null);
  }

  /**
   * Returns the only part of a form, or its only recording or image, whatever fields are beside it;
   * null where there are more. Parameters of the address are texts, and parts are bytes.
   */
  private static @Nullable BytesSupplier onlyPart(Input input) {
    BytesSupplier only = null;
    BytesSupplier media = null;
    int parts = 0;
    int files = 0;
    for (int i = 0; i < input.getContent().size(); i++) {
      BytesSupplier part = input.getContent().valueAt(i);
      if (part.getAsObject() instanceof byte[] bytes) {
        parts++;
        only = part;
        if (MediaFile.isMedia(bytes)) {
          files++;
          media = part;
        }
      }
    }
    return parts == 1 ? only : files == 1 ? media : null;
  }

  private static boolean isForm(@Nullable String contentType) {
    return contentType != null
        && (contentType.regionMatches(true, 0, MULTIPART, 0, MULTIPART.length())
            || contentType.regionMatches(true, 0, URL_ENCODED, 0, URL_ENCODED.length()));
  }

  /** Returns whether a payload is JSON, whatever its content type says: then it has all names. */
  static boolean isJson(Payload payload) {
    return payload instanceof Payload.Body body && (!body.atHand() || JsonLook.isAt(body.bytes()));
  }

  /**
   * Returns whether tensors that were made of a payload tell more than it: JSON has the names of
   * its values, and a recording or an image is looked into itself. Larger ones are only counted.
   */
  static boolean needsTensors(Payload payload) {
    if (payload instanceof Payload.Body body && body.atHand()) {
      return !isJson(body) && !MediaFile.isDecoded(body.bytes());
    }
    return payload instanceof Payload.NotKept none
        ? none.bytes() <= MediaFile.MAX_BYTES
        : !isJson(payload);
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
    return body(data, output.getProperties().get("Content-Type"));
  }

  private static Payload body(BytesSupplier data, @Nullable String contentType) {
    Object held = data.getAsObject();
    if (held instanceof byte[] bytes) {
      // Recordings and images are large, and nothing is copied here.
      int most = MediaFile.isDecoded(bytes) ? MediaFile.MAX_BYTES : MAX_BYTES;
      return bytes.length > most ? tooLarge(bytes.length) : ofBytes(bytes, contentType);
    }
    if (held instanceof String text) {
      return text.length() > MAX_BYTES
          ? tooLarge(text.length())
          : ofBytes(text.getBytes(StandardCharsets.UTF_8), contentType);
    }
    // Serialised on the reader's thread: the server will do it again for the client.
    return Payload.Body.later(data::getAsBytes, contentType, UNKNOWN_BYTES);
  }

  private static Payload tooLarge(long bytes) {
    return new Payload.NotKept(Payload.Reason.SIZE, bytes);
  }

  private static Payload ofBytes(byte[] bytes, @Nullable String contentType) {
    return bytes.length == 0 ? Payload.NONE : Payload.Body.of(bytes, contentType);
  }

  private static boolean isStream(BytesSupplier data) {
    return data instanceof ChunkedBytesSupplier
        || data instanceof PublisherBytesSupplier
        || data instanceof IteratorBytesSupplier;
  }
}
