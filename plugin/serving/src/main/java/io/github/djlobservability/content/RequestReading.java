package io.github.djlobservability.content;

import org.jspecify.annotations.Nullable;

/**
 * A request, as far as its response is read by it.
 *
 * @param body its body, of tensors at least {@link #TENSOR_BYTES} of it; null when it wasn't kept.
 *     Nobody changes it
 * @param contentType of the body; null when it has none
 * @param chat whether its route is that of chats
 * @param generation whether tokens are to be looked for
 * @param items whether its rows are to be counted
 * @param failedItems whether the rows of its response that failed are
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record RequestReading(
    byte @Nullable [] body,
    @Nullable String contentType,
    boolean chat,
    boolean generation,
    boolean items,
    boolean failedItems) {

  /** Larger bodies aren't looked into. */
  public static final int MAX_BYTES = 1 << 20;

  /** Serialised tensors are looked into up to this many bytes. */
  public static final int TENSOR_BYTES = TensorRows.BEGINNING;

  /** Returns whether a body of this type can tell anything. */
  public static boolean isReadable(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    ResponseFormat format = ResponseFormat.of(contentType, false);
    return format == ResponseFormat.JSON
        || format == ResponseFormat.JSON_LINES
        || isTensor(contentType)
        || ResponseFormat.mediaType(contentType).equals("text/csv");
  }

  /** Returns whether a body is tensors, whose beginning is enough. */
  public static boolean isTensor(String contentType) {
    return ResponseFormat.mediaType(contentType).startsWith("tensor/");
  }

  boolean isJson() {
    return ResponseFormat.of(contentType, false) == ResponseFormat.JSON;
  }
}
