package io.github.djlobservability.content;

import com.google.gson.JsonObject;
import io.github.djlobservability.telemetry.definition.HttpKeys;
import org.jspecify.annotations.Nullable;

/**
 * Finds the error in a document, as DJL Serving and its engines write them: a member {@code error},
 * or a {@code code} from 400 on. Stateless.
 */
final class ErrorMark {
  private static final int FIRST_ERROR = 400;
  private static final int LAST_ERROR = 599;

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

  private static @Nullable String status(JsonObject document, String name) {
    Long code = JsonMembers.count(document, name);
    return code != null && code >= FIRST_ERROR && code <= LAST_ERROR ? Long.toString(code) : null;
  }
}
