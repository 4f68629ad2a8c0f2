package io.github.djlobservability.payload.stream;

import io.github.djlobservability.payload.document.Document;
import io.github.djlobservability.payload.document.DocumentReader;
import io.github.djlobservability.payload.document.GeneratedText;
import io.github.djlobservability.payload.document.JsonTree;
import io.github.djlobservability.payload.document.NotRead;
import io.github.djlobservability.payload.document.NotReadException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the parts of a streamed response together: the text of server-sent events and of lines of
 * JSON. What is neither is read as the body that it is. Not thread-safe.
 */
public final class StreamedText implements EventSplitter.Events {
  /** A larger response is not put together. */
  public static final int MAX_BYTES = 1 << 20;

  private static final String DONE = "[DONE]";

  private final GeneratedText generated = new GeneratedText();
  private boolean unread;
  private boolean failed;

  private StreamedText() {}

  /**
   * Returns whether a response is one to be put together.
   *
   * @param chunked whether it comes in chunks; the server sends a stream of a single part in one
   *     piece
   */
  public static boolean isStream(boolean chunked, @Nullable String contentType) {
    return chunked || ResponseFormat.of(contentType, true) == ResponseFormat.EVENTS;
  }

  /** Returns why a response in chunks is not read where nobody puts it together. */
  public static NotReadException notPutTogether() {
    return new NotReadException(NotRead.STREAM, "they are sent in chunks");
  }

  /** Returns why one that is larger than {@link #MAX_BYTES} is not read. */
  public static NotReadException tooLarge() {
    return new NotReadException(
        NotRead.STREAM_SIZE,
        "they are sent in chunks, of more than the "
            + (MAX_BYTES >> 20)
            + " MiB that are put together; no setting raises that");
  }

  /**
   * Reads a response that was streamed.
   *
   * @param body all of its parts, one after the other
   * @param unpackedBytes how large packed arrays may become
   * @throws NotReadException if it breaks off, tells of an error, or holds no text
   */
  public static Document read(byte[] body, @Nullable String contentType, int unpackedBytes)
      throws NotReadException {
    ResponseFormat format = ResponseFormat.of(contentType, true, body);
    if (format != ResponseFormat.EVENTS && format != ResponseFormat.JSON_LINES) {
      return DocumentReader.read(body, contentType, unpackedBytes);
    }
    StreamedText text = new StreamedText();
    EventSplitter events = new EventSplitter(format == ResponseFormat.EVENTS, text);
    events.take(body, 0);
    events.end(0);
    // Lines of JSON may be rows with a prediction each.
    return format == ResponseFormat.JSON_LINES && !text.generated.isKnown()
        ? DocumentReader.read(body, contentType, unpackedBytes)
        : text.document();
  }

  private Document document() throws NotReadException {
    if (failed || generated.isFailed()) {
      throw new NotReadException(NotRead.NO_PREDICTION, "the stream ends with an error");
    }
    Map<String, @Nullable Object> document = unread ? null : generated.document();
    if (document == null) {
      throw new NotReadException(
          NotRead.NO_PREDICTION,
          unread ? "an event of the stream is too long to be read" : "the stream has no text");
    }
    return new Document.Json(List.of(document));
  }

  @Override
  public void event(String data, boolean error, long nanos) {
    failed |= error;
    if (data.strip().equals(DONE)) {
      return;
    }
    if (!EventSplitter.beginsAsJson(data)) {
      generated.addText(data);
      return;
    }
    List<@Nullable Object> roots;
    try {
      roots = JsonTree.all(data);
    } catch (IOException e) {
      generated.addText(data);
      return;
    }
    for (Object root : roots) {
      if (root instanceof Map<?, ?> part) {
        generated.add(part);
      }
    }
  }

  @Override
  public void unread(long nanos) {
    unread = true;
  }

  /** The server writes the error that a stream breaks off with as text between the events. */
  @Override
  public void stray(String text, long nanos) {
    failed = true;
  }
}
