package io.github.djlobservability.capture;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.github.djlobservability.observation.Subject;
import io.github.djlobservability.payload.ClassName;
import io.github.djlobservability.privacy.Privacy;
import io.github.djlobservability.privacy.redaction.MemberPath;
import io.github.djlobservability.privacy.redaction.NamedBeside;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells which lines of an inference log are about a subject: by the ids of request and trace, and
 * by the field that is the business's key, plain or hashed, wherever it stands in the bodies. Where
 * nothing says what field a text is, it counts: rather a line too many goes than one too few.
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
      return part.get("data");
    }
  }

  private boolean hasKey(@Nullable JsonElement body) {
    if (key == null || body == null) {
      return false;
    }
    // A text has no fields: it is no JSON, or one that was cut.
    return (body instanceof JsonPrimitive text && text.isString())
        ? stands(subject.id(), text.getAsString()) || stands(hashed, text.getAsString())
        : hasKey(body, null, key);
  }

  /** Returns whether an id stands in a text by itself, and not as a part of another. */
  private static boolean stands(String id, String text) {
    for (int at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + 1)) {
      int end = at + id.length();
      boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
      if (begins && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)))) {
        return true;
      }
    }
    return false;
  }

  private boolean hasKey(JsonElement element, @Nullable MemberPath at, String field) {
    if (element instanceof JsonPrimitive value) {
      boolean named = at == null ? value.isString() : at.endsWith(field);
      return named && isKey(value);
    }
    if (element instanceof JsonArray array) {
      // Nothing says what fields rows without names have: then any text may be the key.
      MemberPath of = NamedBeside.isUnnamed(array, at) && !at(at, field) ? null : at;
      for (JsonElement child : array) {
        if (hasKey(child, of, field)) {
          return true;
        }
      }
    }
    return element instanceof JsonObject object && hasKey(object, at, field);
  }

  private static boolean at(@Nullable MemberPath at, String field) {
    return at != null && at.endsWith(field);
  }

  private boolean hasKey(JsonObject object, @Nullable MemberPath at, String field) {
    List<String> columns = NamedBeside.columns(object);
    String tensor = NamedBeside.tensor(object);
    for (Map.Entry<String, JsonElement> member : object.entrySet()) {
      MemberPath path = at(at, field) ? at : new MemberPath(at, member.getKey());
      boolean values = member.getKey().equals(NamedBeside.valuesOf(object));
      boolean found =
          (values && columns != null)
              ? hasKey((JsonArray) member.getValue(), columns, field)
              : hasKey(
                  member.getValue(),
                  values && tensor != null && !NamedBeside.isSeveral(object)
                      ? new MemberPath(at, tensor)
                      : path,
                  field);
      if (found) {
        return true;
      }
    }
    return false;
  }

  private boolean hasKey(JsonArray rows, List<String> columns, String field) {
    for (JsonElement row : rows) {
      if (row instanceof JsonArray values) {
        for (int i = 0; i < values.size(); i++) {
          MemberPath path = i < columns.size() ? new MemberPath(null, columns.get(i)) : null;
          if (hasKey(values.get(i), path, field)) {
            return true;
          }
        }
      } else if (hasKey(row, null, field)) {
        return true;
      }
    }
    return false;
  }

  private boolean isKey(JsonPrimitive value) {
    String text = value.getAsString();
    return text.equals(subject.id())
        || text.equals(hashed)
        || (value.isNumber() && ClassName.of(value.getAsDouble()).equals(subject.id()));
  }

  private static @Nullable String text(@Nullable JsonElement element) {
    return element instanceof JsonPrimitive primitive ? primitive.getAsString() : null;
  }
}
