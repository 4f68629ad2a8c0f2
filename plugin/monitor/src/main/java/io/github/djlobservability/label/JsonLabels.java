package io.github.djlobservability.label;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads labels from JSON, and from nothing that only looks like it: no comments, no single quotes,
 * nothing behind the end. {@code NaN} and {@code Infinity}, which Python writes for a number that
 * is missing, are read so that the label they stand in can be refused without the others.
 * Stateless.
 */
final class JsonLabels {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private JsonLabels() {}

  /** Reads an object or an array of objects. */
  static List<SentLabel> read(String text) throws UnreadableLabelsException {
    List<SentLabel> labels = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(text)) {
      if (first(parser) == JsonToken.START_ARRAY) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          LabelFormat.checkRoom(labels);
          labels.add(label(parser, "item " + (labels.size() + 1)));
        }
      } else {
        labels.add(label(parser, "item 1"));
      }
      checkEnd(parser);
      return labels;
    } catch (JsonProcessingException e) {
      throw new UnreadableLabelsException(
          "No JSON after item "
              + labels.size()
              + where(e)
              + "; allowed: an object or an array of objects with the fields "
              + String.join(", ", LabelFields.NAMES));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a text in memory is always there
    }
  }

  private static JsonToken first(JsonParser parser) throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw new JsonParseException(parser, "Nothing is there");
    }
    return token;
  }

  private static void checkEnd(JsonParser parser) throws IOException {
    if (parser.nextToken() != null) {
      throw new JsonParseException(parser, "More follows behind the end");
    }
  }

  private static String where(JsonProcessingException e) {
    int line = e.getLocation().getLineNr();
    int column = e.getLocation().getColumnNr();
    return ", line " + line + " column " + column + ": " + reason(e);
  }

  /** Returns what the parser says, but for what it says of itself. */
  private static String reason(JsonProcessingException e) {
    String said = e.getOriginalMessage();
    int end = Math.max(said.indexOf(" (start marker"), said.indexOf(" (not recognized"));
    return end < 0 ? said : said.substring(0, end);
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
    try (JsonParser parser = JSON.createParser(line)) {
      first(parser);
      SentLabel label = label(parser, where);
      checkEnd(parser);
      return label;
    } catch (JsonProcessingException e) {
      LabelFields fields = new LabelFields(where);
      fields.refuse("no JSON at column " + e.getLocation().getColumnNr() + ": " + reason(e));
      return fields.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a text in memory is always there
    }
  }

  private static SentLabel label(JsonParser parser, String where) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return notAnObject(where);
    }
    LabelFields fields = new LabelFields(where);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      Object value = value(parser);
      // A field that is null is one that isn't there.
      if (value != null) {
        fields.put(name, value);
      }
    }
    return fields.finish();
  }

  private static SentLabel notAnObject(String where) {
    LabelFields fields = new LabelFields(where);
    fields.refuse(
        "it is no JSON object; allowed: an object with the fields "
            + String.join(", ", LabelFields.NAMES));
    return fields.finish();
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NULL -> null;
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
      case START_ARRAY -> nested(parser, LabelFields.Nested.ARRAY);
      default -> nested(parser, LabelFields.Nested.OBJECT);
    };
  }

  private static Object nested(JsonParser parser, LabelFields.Nested kind) throws IOException {
    parser.skipChildren();
    return kind;
  }
}
