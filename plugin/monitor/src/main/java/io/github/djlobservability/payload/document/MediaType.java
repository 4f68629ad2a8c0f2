package io.github.djlobservability.payload.document;

import java.nio.charset.Charset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Holds the parts of a content type, which may be wrong about the body.
 *
 * @param name type and subtype in lower case; empty where none was sent
 * @param header whether a table says that its first row has names; null if it does not say
 * @param charset the character set; null if none is named, or one that is not known
 */
record MediaType(String name, @Nullable Boolean header, @Nullable Charset charset) {
  private static final String CHARSET = "charset=";

  static MediaType of(@Nullable String contentType) {
    if (contentType == null) {
      return new MediaType("", null, null);
    }
    String lower = contentType.toLowerCase(Locale.ROOT);
    int end = lower.indexOf(';');
    Boolean header =
        lower.contains("header=present")
            ? Boolean.TRUE
            : lower.contains("header=absent") ? Boolean.FALSE : null;
    String name = (end < 0 ? lower : lower.substring(0, end)).strip();
    return new MediaType(name, header, charset(lower));
  }

  private static @Nullable Charset charset(String type) {
    int start = type.indexOf(CHARSET);
    if (start < 0) {
      return null;
    }
    int end = type.indexOf(';', start);
    String name = type.substring(start + CHARSET.length(), end < 0 ? type.length() : end);
    try {
      return Charset.forName(name.replace("\"", "").strip());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  boolean isTable() {
    return name.endsWith("/csv") || name.endsWith("/tab-separated-values");
  }

  boolean isJson() {
    return name.contains("json") || name.endsWith("/ndjson");
  }

  boolean isMultipart() {
    return name.startsWith("multipart/");
  }

  boolean isForm() {
    return isMultipart() || name.equals("application/x-www-form-urlencoded");
  }

  boolean isMedia() {
    return name.startsWith("image/") || name.startsWith("audio/") || name.startsWith("video/");
  }

  boolean isText() {
    return name.startsWith("text/");
  }
}
