package io.github.djlobservability.capture;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.github.djlobservability.observation.Subject;
import io.github.djlobservability.privacy.Privacy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells which lines of an inference log are about a subject: by the ids of request and trace, and
 * by the field that is the business's key, plain or hashed, wherever it stands in the bodies.
 * Immutable.
 */
final class LineSubject implements Predicate<String> {
  private static final String TRACE = "trace_id=";

  private final Subject subject;
  private final @Nullable String key;
  private final String hashed;
  private final List<String> needles = new ArrayList<>();

  /**
   * @param key the name of the field; null for none
   */
  LineSubject(Subject subject, @Nullable String key, Privacy privacy) {
    this.subject = subject;
    this.key = key;
    this.hashed = privacy.hash(subject.id());
    subject.requests().forEach(this::need);
    need(subject.id());
    if (key != null) {
      need(hashed);
    }
  }

  /** A line without any of these need not be parsed. */
  private void need(String id) {
    boolean plain = id.chars().allMatch(c -> c > ' ' && c < 127 && c != '"' && c != '\\');
    needles.add(plain ? id : "");
  }

  /** Returns whether lines about the subject may be in a text. */
  boolean mayBeIn(String text) {
    return needles.stream().anyMatch(text::contains);
  }

  @Override
  public boolean test(String line) {
    if (!mayBeIn(line)) {
      return false;
    }
    try {
      JsonElement parsed = JsonParser.parseString(line);
      return parsed instanceof JsonObject object
          && (object.has("eventMetadata") ? isSageMakers(object) : isOurs(object));
    } catch (JsonParseException | IllegalStateException | StackOverflowError e) {
      // A line that was cut off, and has an id in it.
      return true;
    }
  }

  /** Returns the id of the request that a line is about, or of its trace; null without either. */
  static @Nullable String requestOf(String line) {
    try {
      JsonObject parsed = JsonParser.parseString(line).getAsJsonObject();
      JsonObject metadata = parsed.getAsJsonObject("eventMetadata");
      if (metadata != null) {
        return text(metadata.get("inferenceId"));
      }
      String request = text(parsed.get("request_id"));
      return request == null ? text(parsed.get("trace_id")) : request;
    } catch (JsonParseException | IllegalStateException | ClassCastException e) {
      return null;
    }
  }

  private boolean isOurs(JsonObject line) {
    return subject.has(text(line.get("request_id")), text(line.get("trace_id")))
        || hasKey(line.get("input"))
        || hasKey(line.get("output"));
  }

  private boolean isSageMakers(JsonObject line) {
    JsonObject metadata = line.getAsJsonObject("eventMetadata");
    String trace = null;
    if (metadata.has("customAttributes")) {
      for (JsonElement attribute : metadata.getAsJsonArray("customAttributes")) {
        String text = attribute.getAsString();
        trace = text.startsWith(TRACE) ? text.substring(TRACE.length()) : trace;
      }
    }
    JsonObject data = line.getAsJsonObject("captureData");
    return subject.has(text(metadata.get("inferenceId")), trace)
        || hasKey(body(data.getAsJsonObject("endpointInput")))
        || hasKey(body(data.getAsJsonObject("endpointOutput")));
  }

  private static @Nullable JsonElement body(JsonObject part) {
    String body = text(part.get("data"));
    try {
      return body == null ? null : JsonParser.parseString(body);
    } catch (JsonParseException e) {
      return null;
    }
  }

  private boolean hasKey(@Nullable JsonElement element) {
    if (key == null || element == null) {
      return false;
    }
    if (element.isJsonArray()) {
      for (JsonElement child : element.getAsJsonArray()) {
        if (hasKey(child)) {
          return true;
        }
      }
    }
    return element instanceof JsonObject object && hasKey(object);
  }

  private boolean hasKey(JsonObject object) {
    for (Map.Entry<String, JsonElement> member : object.entrySet()) {
      String value = text(member.getValue());
      boolean found =
          value == null
              ? hasKey(member.getValue())
              : member.getKey().equals(key) && (value.equals(subject.id()) || value.equals(hashed));
      if (found) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable String text(@Nullable JsonElement element) {
    return element instanceof JsonPrimitive primitive ? primitive.getAsString() : null;
  }
}
