package io.github.djlobservability.label;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads labels from JSON. Stateless. */
final class JsonLabels {
  private JsonLabels() {}

  /** Reads an object or an array of objects. */
  static List<SentLabel> read(String text) throws UnreadableLabelsException {
    List<SentLabel> labels = new ArrayList<>();
    try (JsonReader reader = new JsonReader(new StringReader(text))) {
      if (reader.peek() == JsonToken.BEGIN_ARRAY) {
        reader.beginArray();
        while (reader.hasNext()) {
          LabelFormat.checkRoom(labels);
          labels.add(label(JsonParser.parseReader(reader), "item " + (labels.size() + 1)));
        }
        reader.endArray();
      } else {
        labels.add(label(JsonParser.parseReader(reader), "item 1"));
      }
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw unreadable(labels.size(), null);
      }
      return labels;
    } catch (IOException | JsonParseException | IllegalStateException e) {
      throw unreadable(labels.size(), e.getMessage());
    }
  }

  private static UnreadableLabelsException unreadable(int before, @Nullable String parserSays) {
    return new UnreadableLabelsException(
        "No JSON after item "
            + before
            + where(parserSays)
            + "; allowed: an object or an array of objects with the fields "
            + String.join(", ", LabelFields.NAMES));
  }

  /** The line and column that the parser names; it says more than a client wants to know. */
  private static String where(@Nullable String parserSays) {
    String text = parserSays == null ? "" : parserSays;
    int start = text.indexOf(" line ");
    int end = text.indexOf(" path ");
    return start < 0 || end < start ? "" : "," + text.substring(start, end);
  }

  /** Reads an object a line; what is wrong with one line is no matter to the others. */
  static List<SentLabel> readLines(String text) throws UnreadableLabelsException {
    List<SentLabel> labels = new ArrayList<>();
    int number = 0;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      number++;
      if (!line.isBlank()) {
        LabelFormat.checkRoom(labels);
        labels.add(line(line, "line " + number));
      }
    }
    return labels;
  }

  private static SentLabel line(String line, String where) {
    try {
      return label(JsonParser.parseString(line), where);
    } catch (JsonParseException e) {
      return notAnObject(where);
    }
  }

  private static SentLabel label(JsonElement element, String where) {
    if (!element.isJsonObject()) {
      return notAnObject(where);
    }
    LabelFields fields = new LabelFields(where);
    element
        .getAsJsonObject()
        .entrySet()
        .forEach(
            member -> {
              // A field that is null is one that isn't there.
              if (!member.getValue().isJsonNull()) {
                fields.put(member.getKey(), value(member.getValue()));
              }
            });
    return fields.finish();
  }

  private static SentLabel notAnObject(String where) {
    LabelFields fields = new LabelFields(where);
    fields.refuse(
        "it is no JSON object; allowed: an object with the fields "
            + String.join(", ", LabelFields.NAMES));
    return fields.finish();
  }

  private static Object value(JsonElement element) {
    if (!element.isJsonPrimitive()) {
      return element; // refused by each field
    }
    JsonPrimitive primitive = element.getAsJsonPrimitive();
    if (primitive.isNumber()) {
      return primitive.getAsDouble();
    }
    return primitive.isBoolean() ? (Object) primitive.getAsBoolean() : primitive.getAsString();
  }
}
