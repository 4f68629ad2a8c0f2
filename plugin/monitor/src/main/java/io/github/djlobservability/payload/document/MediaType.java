package io.github.djlobservability.payload.document;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a content type says of a body, which may be wrong.
 *
 * @param name type and subtype in lower case; empty where none was sent
 * @param header whether a table says that its first row has names; null if it does not say
 */
record MediaType(String name, @Nullable Boolean header) {

  static MediaType of(@Nullable String contentType) {
    if (contentType == null) {
      return new MediaType("", null);
    }
    String lower = contentType.toLowerCase(Locale.ROOT);
    int end = lower.indexOf(';');
    Boolean header =
        lower.contains("header=present")
            ? Boolean.TRUE
            : lower.contains("header=absent") ? Boolean.FALSE : null;
    return new MediaType((end < 0 ? lower : lower.substring(0, end)).strip(), header);
  }

  boolean isTable() {
    return name.endsWith("/csv") || name.endsWith("/tab-separated-values");
  }

  boolean isJson() {
    return name.contains("json") || name.endsWith("/ndjson");
  }

  boolean isText() {
    return name.startsWith("text/");
  }
}
