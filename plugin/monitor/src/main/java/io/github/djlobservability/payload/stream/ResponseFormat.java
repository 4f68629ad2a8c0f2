package io.github.djlobservability.payload.stream;

import io.github.djlobservability.payload.document.JsonLook;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
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

  /** The first bytes, this many, say whether a response in one piece is JSON, or events. */
  public static final int MARK = 256;

  /** A text may begin with a word and a colon, too. */
  private static final Pattern EVENT =
      Pattern.compile("\\s*(event: ?\\S+\\s*\\n)?data: ?(\\{|\\[DONE])");

  private static final Set<String> LINES =
      Set.of(
          "application/jsonlines",
          "application/jsonl",
          "application/x-jsonlines",
          "application/x-ndjson",
          "application/ndjson");

  /**
   * Returns the format of a response as far as its content type says.
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

  /**
   * Returns the format of a response by its first bytes. Events and lines of JSON are what their
   * content type says; it is the only one that is always right.
   *
   * @param contentType as in its header; null for none
   * @param streamed whether it comes in chunks
   * @param beginning its first chunk, or at least as much of it as {@link #MARK}
   */
  public static ResponseFormat of(
      @Nullable String contentType, boolean streamed, byte[] beginning) {
    ResponseFormat told = of(contentType, streamed);
    if (told == EVENTS || told == JSON_LINES) {
      return told;
    }
    if (contentType == null && beginsAsEvent(beginning)) {
      return EVENTS;
    }
    if (!streamed) {
      return beginsAsJson(beginning) ? JSON : told;
    }
    return contentType == null && isLineOfJson(beginning) ? JSON_LINES : told;
  }

  /** Returns whether bytes begin as a document of JSON does. */
  public static boolean beginsAsJson(byte[] bytes) {
    return EventSplitter.beginsAsJson(beginning(bytes));
  }

  private static boolean beginsAsEvent(byte[] bytes) {
    return EVENT.matcher(beginning(bytes)).lookingAt();
  }

  private static String beginning(byte[] bytes) {
    return new String(bytes, 0, Math.min(bytes.length, MARK), StandardCharsets.ISO_8859_1);
  }

  /** The Python engine writes the parts of a stream as lines of JSON where nothing else is said. */
  private static boolean isLineOfJson(byte[] bytes) {
    int end = 0;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    return end < bytes.length && JsonLook.isAt(Arrays.copyOf(bytes, end));
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
