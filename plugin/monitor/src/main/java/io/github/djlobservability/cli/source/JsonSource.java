package io.github.djlobservability.cli.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.github.djlobservability.report.Words;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON objects, one a record: one after the other (JSON lines) or in one array. A member of an
 * inner object is the column {@code outer.inner}; an array of numbers is a vector.
 */
final class JsonSource implements RecordSource {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final CountingInputStream counter;
  private final MappingIterator<JsonNode> records;
  private final List<String> columns = new ArrayList<>();
  private final Map<String, Integer> indices = new HashMap<>();
  private @Nullable Object[] values = new @Nullable Object[16];
  private long row;

  JsonSource(Path file, InputStream in, CountingInputStream counter, InputOptions options)
      throws IOException {
    this.file = file;
    this.counter = counter;
    ObjectReader reader = JSON.readerFor(JsonNode.class);
    // Without an encoding the parser sees which of Unicode's it is.
    this.records =
        options.encoding() == null
            ? reader.readValues(new BufferedInputStream(in, 1 << 16))
            : reader.readValues(TextFile.open(in, options.encoding()));
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public boolean next() throws IOException {
    JsonNode record = read();
    if (record == null) {
      return false;
    }
    row++;
    if (row == 1 && isTable(record) && !hasMore()) {
      throw new InputException(
          file
              + ": is one object with a table's columns inside; write one object a row instead, such"
              + " as pandas does with orient='records', lines=True");
    }
    if (!record.isObject()) {
      throw new InputException(
          file + ", " + position() + ": an object {...} is expected, not " + shortened(record));
    }
    Arrays.fill(values, null);
    flatten("", record);
    return true;
  }

  /**
   * Tells whether an object is a table as pandas writes it: an object a column, of the same rows
   * each, or the columns and the data apart.
   */
  private static boolean isTable(JsonNode record) {
    if (record.path("columns").isArray() && record.path("data").isArray()) {
      return true;
    }
    JsonNode first = record.isEmpty() ? record : record.iterator().next();
    boolean numbered = first.isObject() && first.has("0") && first.size() > 1;
    for (JsonNode member : record) {
      numbered &= member.isObject() && member.size() == first.size() && member.has("0");
    }
    return numbered;
  }

  private boolean hasMore() throws IOException {
    try {
      return records.hasNextValue();
    } catch (JsonProcessingException e) {
      throw damaged(e);
    }
  }

  private @Nullable JsonNode read() throws IOException {
    try {
      return records.hasNextValue() ? records.nextValue() : null;
    } catch (JsonProcessingException e) {
      throw damaged(e);
    }
  }

  private InputException damaged(JsonProcessingException e) {
    return new InputException(
        String.format(
            Locale.ROOT,
            "%s, row %,d (line %,d, character %,d): %s",
            file,
            row + 1,
            e.getLocation().getLineNr(),
            e.getLocation().getColumnNr(),
            e.getOriginalMessage()),
        e);
  }

  private void flatten(String prefix, JsonNode object) {
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      String name = prefix + member.getKey();
      JsonNode value = member.getValue();
      if (value.isObject() && !value.isEmpty()) {
        flatten(name + ".", value);
      } else {
        put(name, convert(value));
      }
    }
  }

  private void put(String name, @Nullable Object value) {
    Integer index = indices.get(name);
    if (index == null) {
      index = columns.size();
      indices.put(name, index);
      columns.add(name);
      if (index == values.length) {
        values = Arrays.copyOf(values, 2 * values.length);
      }
    }
    values[index] = value;
  }

  private static @Nullable Object convert(JsonNode value) {
    if (value.isNull()) {
      return null;
    }
    if (value.isNumber()) {
      return value.isIntegralNumber() ? value.numberValue() : (Number) value.doubleValue();
    }
    if (value.isTextual()) {
      return value.textValue();
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    float[] vector = vector(value);
    return vector == null ? new Unusable(shortened(value)) : vector;
  }

  /** An array of numbers; null if it is anything else. */
  private static float @Nullable [] vector(JsonNode value) {
    if (!value.isArray() || value.isEmpty()) {
      return null;
    }
    float[] vector = new float[value.size()];
    for (int i = 0; i < vector.length; i++) {
      if (!value.get(i).isNumber()) {
        return null;
      }
      vector[i] = value.get(i).floatValue();
    }
    return vector;
  }

  private static String shortened(JsonNode node) {
    String text = node.toString();
    return text.length() > 40 ? text.substring(0, 40) + "..." : text;
  }

  @Override
  public @Nullable Object value(int column) {
    return values[column];
  }

  @Override
  public String position() {
    return "row " + Words.count(row);
  }

  @Override
  public double progress() {
    return counter.progress();
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
