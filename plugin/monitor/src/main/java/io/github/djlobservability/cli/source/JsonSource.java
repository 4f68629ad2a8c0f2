package io.github.djlobservability.cli.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.djlobservability.payload.Fields;
import io.github.djlobservability.payload.RequestReader;
import io.github.djlobservability.payload.document.JsonTree;
import io.github.djlobservability.payload.document.NotReadException;
import io.github.djlobservability.report.Words;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON documents, one after the other (JSON lines) or in one array, each read as a server reads a
 * request: one row as an object, or several in any form that docs/payloads.md lists.
 */
final class JsonSource implements RecordSource {

  private final Path file;
  private final CountingInputStream counter;
  private final JsonTree documents;
  private final RequestReader reader;
  private final Deque<Fields> waiting = new ArrayDeque<>();
  private final List<String> columns = new ArrayList<>();
  private final Map<String, Integer> indices = new HashMap<>();
  private @Nullable Object[] values = new @Nullable Object[16];
  private long row;

  JsonSource(Path file, InputStream in, CountingInputStream counter, InputOptions options)
      throws IOException {
    this.file = file;
    this.counter = counter;
    this.reader = options.json().reader();
    // Without an encoding the parser sees which of Unicode's it is.
    this.documents =
        options.encoding() == null
            ? new JsonTree(new BufferedInputStream(in, 1 << 16))
            : new JsonTree(TextFile.open(in, options.encoding()));
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public boolean next() throws IOException {
    if (waiting.isEmpty() && !read()) {
      return false;
    }
    row++;
    Arrays.fill(values, null);
    waiting.remove().values().forEach(this::put);
    return true;
  }

  /** Reads the next document; returns false after the last one. */
  private boolean read() throws IOException {
    try {
      if (!documents.next()) {
        return false;
      }
      waiting.addAll(reader.read(documents.value()));
      return true;
    } catch (NotReadException e) {
      throw new InputException(file + ", row " + Words.count(row + 1) + ": " + e.sentence(), e);
    } catch (JsonProcessingException e) {
      throw new InputException(
          String.format(
              Locale.ROOT,
              "%s, row %,d (line %,d, character %,d): %s",
              file,
              row + 1,
              e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
              e.getLocation() == null ? 0 : e.getLocation().getColumnNr(),
              e.getOriginalMessage()),
          e);
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
    documents.close();
  }
}
