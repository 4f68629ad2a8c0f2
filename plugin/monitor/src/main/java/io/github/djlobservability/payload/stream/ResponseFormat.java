package io.github.djlobservability.payload.stream;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the parts of a response are told apart. */
public enum ResponseFormat {
  /** Server-sent events. */
  EVENTS,
  /** One JSON document a line. */
  JSON_LINES,
  /** Text: each chunk is taken for one token. */
  TEXT,
  /** One JSON document. */
  JSON,
  /** Nothing that could be looked into. */
  OTHER;

  private static final Set<String> LINES =
      Set.of(
          "application/jsonlines",
          "application/jsonl",
          "application/x-jsonlines",
          "application/x-ndjson",
          "application/ndjson");

  /**
   * Returns the format of a response.
   *
   * @param contentType as in its header; null is taken for text
   * @param streamed whether it comes in chunks; JSON in chunks is text, since nothing says where a
   *     document ends
   */
  public static ResponseFormat of(@Nullable String contentType, boolean streamed) {
    if (contentType == null) {
      return streamed ? TEXT : OTHER;
    }
    String type = mediaType(contentType);
    if (type.equals("text/event-stream")) {
      return EVENTS;
    }
    if (LINES.contains(type)) {
      return JSON_LINES;
    }
    if (type.equals("application/json")) {
      return streamed ? TEXT : JSON;
    }
    return streamed && type.startsWith("text/") ? TEXT : OTHER;
  }

  /** Returns whether bytes are kept to be parsed. */
  public boolean isParsed() {
    return this == EVENTS || this == JSON_LINES || this == JSON;
  }

  /** Returns the type and subtype of a content type, in small letters. */
  public static String mediaType(String contentType) {
    int semicolon = contentType.indexOf(';');
    String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
    return type.strip().toLowerCase(Locale.ROOT);
  }
}
