package io.github.djlobservability.content;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.djlobservability.payload.stream.EventSplitter;
import java.io.IOException;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;

/** Reads members that may be there, and may be anything. Stateless. */
final class JsonMembers {
  private JsonMembers() {}

  /** Returns a document, or null for what is none. */
  static @Nullable JsonElement parse(String text) {
    try {
      JsonReader reader = new JsonReader(new StringReader(text));
      JsonElement element = JsonParser.parseReader(reader);
      // The parser is lenient: any word would be a document to it.
      return reader.peek() == JsonToken.END_DOCUMENT && EventSplitter.beginsAsJson(text)
          ? element
          : null;
    } catch (JsonParseException | IOException | IllegalStateException e) {
      return null;
    }
  }

  static @Nullable JsonObject object(@Nullable JsonElement element) {
    return element != null && element.isJsonObject() ? element.getAsJsonObject() : null;
  }

  static @Nullable JsonObject object(JsonObject parent, String name) {
    return object(parent.get(name));
  }

  static @Nullable JsonArray array(JsonObject parent, String name) {
    JsonElement element = parent.get(name);
    return element != null && element.isJsonArray() ? element.getAsJsonArray() : null;
  }

  static @Nullable String string(JsonObject parent, String name) {
    JsonPrimitive value = primitive(parent.get(name));
    return value != null && value.isString() ? value.getAsString() : null;
  }

  /** Returns a whole number that is not negative; null for anything else. */
  static @Nullable Long count(JsonObject parent, String name) {
    JsonPrimitive value = primitive(parent.get(name));
    if (value == null || !value.isNumber()) {
      return null;
    }
    double number = value.getAsDouble();
    return number >= 0 && number < 1e15 && number == Math.rint(number) ? (long) number : null;
  }

  /** Returns whether a member is there and isn't null, false, or empty. */
  static boolean isSet(JsonObject parent, String name) {
    JsonElement element = parent.get(name);
    if (element == null || element.isJsonNull()) {
      return false;
    }
    if (element.isJsonArray()) {
      return !element.getAsJsonArray().isEmpty();
    }
    if (element.isJsonObject()) {
      return !element.getAsJsonObject().isEmpty();
    }
    JsonPrimitive value = element.getAsJsonPrimitive();
    return value.isString()
        ? !value.getAsString().isEmpty()
        : !value.isBoolean() || value.getAsBoolean();
  }

  private static @Nullable JsonPrimitive primitive(@Nullable JsonElement element) {
    return element != null && element.isJsonPrimitive() ? element.getAsJsonPrimitive() : null;
  }
}
