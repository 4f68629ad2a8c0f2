package io.github.djlobservability.content;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.djlobservability.payload.stream.ResponseFormat;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts the elements of a response that report an error of their own: of a JSON array, of the only
 * array in a JSON object, or the lines of JSON lines. Stateless.
 */
final class FailedItems {
  private FailedItems() {}

  static long count(ResponseFormat format, byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    if (format == ResponseFormat.JSON_LINES) {
      return text.lines().map(JsonMembers::parse).filter(FailedItems::failed).count();
    }
    JsonArray elements = format == ResponseFormat.JSON ? elements(JsonMembers.parse(text)) : null;
    long failed = 0;
    if (elements != null) {
      for (JsonElement element : elements) {
        failed += failed(element) ? 1 : 0;
      }
    }
    return failed;
  }

  private static @Nullable JsonArray elements(@Nullable JsonElement document) {
    if (document == null || document.isJsonArray()) {
      return document == null ? null : document.getAsJsonArray();
    }
    JsonArray only = null;
    for (Map.Entry<String, JsonElement> member : document.getAsJsonObject().entrySet()) {
      if (member.getValue().isJsonArray()) {
        if (only != null) {
          return null;
        }
        only = member.getValue().getAsJsonArray();
      }
    }
    return only;
  }

  private static boolean failed(@Nullable JsonElement element) {
    JsonObject object = JsonMembers.object(element);
    return object != null && ErrorMark.in(object) != null;
  }
}
