package io.github.djlobservability.payload;

import io.github.djlobservability.payload.document.DocumentReader;
import io.github.djlobservability.payload.document.MediaFile;
import io.github.djlobservability.payload.document.NotRead;
import io.github.djlobservability.payload.document.NotReadException;
import io.github.djlobservability.payload.tensor.TensorBeginning;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Counts the items of requests by the rules by which {@link RequestReader} reads them without a
 * reference, but makes no fields. Stateless.
 */
public final class ItemCount {

  /** The first bytes of tensors, this many, are enough. */
  public static final int BEGINNING = TensorBeginning.BYTES;

  /** The first bytes, this many, tell whether a body is tensors, sound or an image. */
  public static final int MARK = 16;

  private ItemCount() {}

  /**
   * Returns how many bytes of a body are enough to count its items.
   *
   * @param mark its first bytes, {@value #MARK} if it has as many
   * @return {@link Integer#MAX_VALUE} where all are needed
   */
  public static int enough(byte[] mark) {
    if (DocumentReader.isTensors(mark)) {
      return BEGINNING;
    }
    return MediaFile.isMedia(mark) ? MARK : Integer.MAX_VALUE;
  }

  /**
   * Returns how many items a request has.
   *
   * @param body all of it; of tensors at least {@value #BEGINNING} bytes, of sound and images
   *     {@value #MARK}
   * @param contentType as it was sent; null where there was none
   * @throws NotReadException if it has none that can be read
   */
  public static long of(byte[] body, @Nullable String contentType, ReadingSettings settings)
      throws NotReadException {
    if (!DocumentReader.isTensors(body)) {
      return RequestReader.counting(settings).read(DocumentReader.read(body, contentType)).size();
    }
    try {
      return TensorBeginning.items(body);
    } catch (IOException | RuntimeException e) {
      throw new NotReadException(NotRead.MALFORMED, "the tensors have no whole header");
    }
  }
}
