package io.github.djlobservability.content;

import io.github.djlobservability.payload.ItemCount;
import io.github.djlobservability.payload.ReadingSettings;
import io.github.djlobservability.payload.stream.ResponseFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request, as far as its response is read by it.
 *
 * @param body as much of its body as {@link ItemCount#enough} says; null when it wasn't kept.
 *     Nobody changes it
 * @param contentType of the body; null when it has none
 * @param adapter the LoRA adapter that a header names; null when none does
 * @param settings where items are in it
 * @param chat whether its route is that of chats
 * @param generation whether tokens are to be looked for
 * @param items whether its rows are to be counted
 * @param failedItems whether the rows of its response that failed are
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record RequestReading(
    byte @Nullable [] body,
    @Nullable String contentType,
    @Nullable String adapter,
    ReadingSettings settings,
    boolean chat,
    boolean generation,
    boolean items,
    boolean failedItems) {

  /** Larger bodies aren't looked into. */
  public static final int MAX_BYTES = 1 << 20;

  private static final Set<String> UNREADABLE = Set.of("image", "audio", "video", "multipart");

  /** Returns whether a body of this type can tell anything. */
  public static boolean isReadable(@Nullable String contentType) {
    if (contentType == null) {
      return true;
    }
    String type = ResponseFormat.mediaType(contentType);
    int slash = type.indexOf('/');
    return !UNREADABLE.contains(slash < 0 ? type : type.substring(0, slash));
  }

  /** Returns whether the body is JSON, whatever its content type says. */
  boolean isJson() {
    return body != null && ResponseFormat.beginsAsJson(body);
  }
}
