package io.github.djlobservability.content;

import com.google.gson.JsonObject;
import io.github.djlobservability.telemetry.definition.HttpKeys;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Finds the error in a document, as DJL Serving and its engines write them: a member {@code error},
 * or a {@code code} from 400 on. Stateless.
 */
final class ErrorMark {
  private static final int FIRST_ERROR = 400;
  private static final int LAST_ERROR = 599;

  /** Longer than any report of an error. */
  private static final int MAX_BYTES = 64 << 10;

  private ErrorMark() {}

  /** Returns the error's type, its HTTP status where it has one; null when there is no error. */
  static @Nullable String in(JsonObject document) {
    String code = status(document, "code");
    if (code != null || !JsonMembers.isSet(document, "error")) {
      return code;
    }
    JsonObject error = JsonMembers.object(document, "error");
    if (error == null) {
      return HttpKeys.STREAM_ERROR;
    }
    String nested = status(error, "code");
    nested = nested != null ? nested : status(error, "error_code");
    return nested != null ? nested : HttpKeys.STREAM_ERROR;
  }

  /**
   * Returns the error that a whole body reports and nothing else: a code and an error; null when it
   * is anything else. What a model predicts may have a member with one of these names.
   */
  static @Nullable String alone(byte[] body) {
    if (body.length > MAX_BYTES) {
      return null;
    }
    String text = new String(body, StandardCharsets.UTF_8);
    JsonObject document =
        text.contains("\"error\"") ? JsonMembers.object(JsonMembers.parse(text)) : null;
    return document != null && JsonMembers.isSet(document, "error")
        ? status(document, "code")
        : null;
  }

  private static @Nullable String status(JsonObject document, String name) {
    Long code = JsonMembers.count(document, name);
    return code != null && code >= FIRST_ERROR && code <= LAST_ERROR ? Long.toString(code) : null;
  }
}
