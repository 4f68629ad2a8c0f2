package io.github.djlobservability.monitoring.items;

import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.payload.document.Document;
import io.github.djlobservability.payload.document.DocumentReader;
import io.github.djlobservability.payload.document.KnownTexts;
import io.github.djlobservability.payload.document.MediaFile;
import io.github.djlobservability.payload.document.MultipartForm;
import io.github.djlobservability.payload.document.NotRead;
import io.github.djlobservability.payload.document.NotReadException;
import io.github.djlobservability.payload.stream.StreamedText;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads payloads as documents. Stateless. */
final class Documents {
  private static final int MIN_UNPACKED = 1 << 16;

  /** Arrays that are packed tighter are made to fill the memory. */
  private static final int MOST_PACKED = 10;

  private Documents() {}

  /**
   * Reads a payload; of one that holds a body and tensors, the body.
   *
   * @param known what is to be expected of a body
   * @throws NotReadException if it was not kept, or is no document
   */
  static Document of(Payload payload, KnownTexts known) throws NotReadException {
    if (payload instanceof Payload.Body body) {
      return of(bytes(body), body.contentType(), known);
    }
    if (payload instanceof Payload.Both both) {
      return of(both.body(), known);
    }
    if (payload instanceof Payload.Streamed streamed) {
      byte[] bytes = streamed.bytes();
      return StreamedText.read(bytes, streamed.contentType(), unpacked(bytes.length));
    }
    if (payload instanceof Payload.Tensors tensors) {
      return new Document.Tensors(tensors.arrays());
    }
    throw notKept((Payload.NotKept) payload);
  }

  /** Reads bytes whose size, for some, shows only now. */
  private static Document of(byte[] bytes, @Nullable String contentType, KnownTexts known)
      throws NotReadException {
    if (bytes.length
        > (MediaFile.isDecoded(bytes) ? MediaFile.MAX_BYTES : Payload.MAX_BODY_BYTES)) {
      throw new NotReadException(NotRead.SIZE, tooLarge(bytes.length));
    }
    return DocumentReader.read(bytes, contentType, unpacked(bytes.length), known);
  }

  private static int unpacked(int bytes) {
    return Math.max(MIN_UNPACKED, MOST_PACKED * bytes);
  }

  private static byte[] bytes(Payload.Body body) throws NotReadException {
    try {
      return body.bytes();
    } catch (RuntimeException e) {
      throw new NotReadException(NotRead.TYPE, "it can't be made bytes: " + e);
    }
  }

  private static String tooLarge(long bytes) {
    return String.format(
        Locale.ROOT,
        "it has %,d bytes; at most %d MiB of a body are read, %d MiB of sound and images that a"
            + " Java translator takes, and %,d values of tensors, which no setting raises: fewer"
            + " items in a request are read",
        bytes,
        Payload.MAX_BODY_BYTES >> 20,
        MediaFile.MAX_BYTES >> 20,
        Payload.MAX_TENSOR_VALUES);
  }

  private static NotReadException notKept(Payload.NotKept payload) {
    return switch (payload.reason()) {
      case EMPTY, UNSEEN -> new NotReadException(NotRead.EMPTY, "there is no body");
      case SIZE -> new NotReadException(NotRead.SIZE, tooLarge(payload.bytes()));
      case STREAM -> StreamedText.notPutTogether();
      case STREAM_SIZE -> StreamedText.tooLarge();
      case STREAM_MEMORY ->
          new NotReadException(
              NotRead.STREAM_MEMORY, "they are sent in chunks, and there was no memory for them");
      case MEMORY -> new NotReadException(NotRead.MEMORY, "too much waited to be read");
      case DOCTOR -> new NotReadException(NotRead.DOCTOR, "the command doctor sent it");
      case FORM -> new NotReadException(NotRead.TYPE, MultipartForm.SEVERAL);
      case TYPE -> new NotReadException(NotRead.TYPE, "it has values of a type that is not read");
    };
  }
}
