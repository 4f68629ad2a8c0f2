package io.github.djlobservability.label;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How labels are sent. */
public enum LabelFormat {
  /** An object, or an array of them. */
  JSON,
  /** An object a line. */
  JSON_LINES,
  /** A header with the fields' names, and a label a line. */
  CSV;

  /** The media types that are understood, in words. */
  public static final String ALLOWED =
      "application/json, application/jsonlines, application/x-ndjson, text/csv";

  /** As many labels are read from one body. */
  public static final int MAX_LABELS = 50_000;

  /** Begins a file that spreadsheets are to take for UTF-8; they write it, too. */
  public static final char BYTE_ORDER_MARK = '\uFEFF';

  /** Returns the format of a media type; null for one that isn't understood. */
  public static @Nullable LabelFormat ofMediaType(@Nullable String mediaType) {
    if (mediaType == null) {
      return null;
    }
    int end = mediaType.indexOf(';');
    String type = end < 0 ? mediaType : mediaType.substring(0, end);
    return switch (type.trim().toLowerCase(Locale.ROOT)) {
      case "application/json" -> JSON;
      case "application/jsonlines", "application/x-ndjson", "application/x-jsonlines" -> JSON_LINES;
      case "text/csv" -> CSV;
      default -> null;
    };
  }

  /**
   * Reads labels.
   *
   * @param body in UTF-8
   * @throws UnreadableLabelsException if it isn't in this format
   */
  public List<SentLabel> read(byte[] body) throws UnreadableLabelsException {
    String text = new String(body, StandardCharsets.UTF_8);
    if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
      text = text.substring(1);
    }
    return switch (this) {
      case JSON -> JsonLabels.read(text);
      case JSON_LINES -> JsonLabels.readLines(text);
      case CSV -> CsvLabels.read(text);
    };
  }

  static void checkRoom(List<SentLabel> before) throws UnreadableLabelsException {
    if (before.size() >= MAX_LABELS) {
      throw UnreadableLabelsException.tooMany();
    }
  }
}
