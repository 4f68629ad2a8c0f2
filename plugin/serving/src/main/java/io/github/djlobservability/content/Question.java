package io.github.djlobservability.content;

import org.jspecify.annotations.Nullable;

/**
 * A request, as far as its answer is read by it.
 *
 * @param body its body, of tensors at least {@link #TENSOR_BYTES} of it; null when it wasn't kept.
 *     Nobody changes it
 * @param contentType of the body; null when it has none
 * @param chat whether its route is that of chats
 * @param generation whether tokens are to be looked for
 * @param items whether its rows are to be counted
 * @param failedItems whether the rows of its answer that failed are
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Question(
    byte @Nullable [] body,
    @Nullable String contentType,
    boolean chat,
    boolean generation,
    boolean items,
    boolean failedItems) {

  /** Larger bodies aren't looked into. */
  public static final int MAX_BYTES = 1 << 20;

  /** Of serialised tensors, this much of the beginning is looked into. */
  public static final int TENSOR_BYTES = TensorRows.BEGINNING;

  /** Returns whether a body of this type can tell anything. */
  public static boolean isReadable(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    AnswerFormat format = AnswerFormat.of(contentType, false);
    return format == AnswerFormat.JSON
        || format == AnswerFormat.JSON_LINES
        || isTensor(contentType)
        || AnswerFormat.mediaType(contentType).equals("text/csv");
  }

  /** Returns whether a body is tensors, whose beginning is enough. */
  public static boolean isTensor(String contentType) {
    return AnswerFormat.mediaType(contentType).startsWith("tensor/");
  }

  boolean isJson() {
    return AnswerFormat.of(contentType, false) == AnswerFormat.JSON;
  }
}
