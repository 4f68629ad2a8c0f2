package io.github.djlobservability.label;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.djlobservability.payload.document.JsonTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads labels from JSON, and from nothing that only looks like it. {@code NaN} and {@code
 * Infinity}, which Python writes for a number that is missing, make their own label invalid, not
 * the others. Stateless.
 */
final class JsonLabels {
  private JsonLabels() {}

  /** Reads an object or an array of objects. */
  static List<SentLabel> read(String text) throws UnreadableLabelsException {
    List<SentLabel> labels = new ArrayList<>();
    try (JsonTree tree = new JsonTree(text)) {
      while (tree.next()) {
        if (!tree.isArray() && !labels.isEmpty()) {
          throw unreadable(1, ": more follows behind the end");
        }
        LabelFormat.checkRoom(labels);
        labels.add(label(tree.value(), "item " + (labels.size() + 1)));
      }
      if (!tree.isArray() && labels.isEmpty()) {
        throw unreadable(0, ": nothing is there");
      }
      return labels;
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String line = at == null ? "" : ", line " + at.getLineNr();
      throw unreadable(labels.size(), line + reason(e, " "));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a text in memory is always there
    }
  }

  /** Returns where and what is wrong, without what the parser says of itself. */
  private static String reason(JsonProcessingException e, String before) {
    String said = e.getOriginalMessage();
    int end = Math.max(said.indexOf(" (start marker"), said.indexOf(" (not recognized"));
    String kept = end < 0 ? said : said.substring(0, end);
    // What is nested too deeply has no location.
    JsonLocation at = e.getLocation();
    return (at == null ? "" : before + "column " + at.getColumnNr()) + ": " + kept;
  }

  private static UnreadableLabelsException unreadable(int before, String reason) {
    return new UnreadableLabelsException(
        "No JSON after item "
            + before
            + reason
            + "; allowed: an object or an array of objects with the fields "
            + String.join(", ", LabelFields.NAMES));
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
      List<@Nullable Object> documents = JsonTree.all(line);
      return label(documents.size() == 1 ? documents.get(0) : null, where);
    } catch (JsonProcessingException e) {
      LabelFields fields = new LabelFields(where);
      fields.refuse("no JSON" + reason(e, " at "));
      return fields.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a text in memory is always there
    }
  }

  private static SentLabel label(@Nullable Object document, String where) {
    LabelFields fields = new LabelFields(where);
    if (!(document instanceof Map<?, ?> object)) {
      fields.refuse(
          "it is no JSON object; allowed: an object with the fields "
              + String.join(", ", LabelFields.NAMES));
      return fields.finish();
    }
    object.forEach(
        (name, value) -> {
          // A field that is null is one that isn't there.
          if (value != null) {
            fields.put(String.valueOf(name), value);
          }
        });
    return fields.finish();
  }
}
