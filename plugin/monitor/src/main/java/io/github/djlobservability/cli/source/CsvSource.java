package io.github.djlobservability.cli.source;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.github.djlobservability.report.Words;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a CSV file (RFC 4180). Blanks around a value are no part of it; columns without a name are
 * left out, and so are empty values beyond the last column.
 */
final class CsvSource implements RecordSource {

  private final Path file;
  private final CountingInputStream counter;
  private final CsvReader<CsvRecord> reader;
  private final CloseableIterator<CsvRecord> records;
  private final TextStyle style;
  private final CsvHeader header;
  private final List<String> notes;
  private @Nullable CsvRecord current;
  private long row;

  /** Whether the header has been read. */
  private boolean begun;

  CsvSource(Path file, InputStream in, CountingInputStream counter, InputOptions options)
      throws IOException {
    this.file = file;
    this.counter = counter;
    this.style = options.csv().text();
    BufferedReader text = TextFile.open(in, options.encoding());
    Character delimiter = options.csv().delimiter();
    this.reader =
        CsvReader.builder()
            .fieldSeparator(delimiter == null ? CsvStart.of(text).delimiter(file) : delimiter)
            .allowUnclosedQuote(false)
            .trimWhitespacesAroundQuotes(true)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(text);
    this.records = reader.iterator();
    List<String> names = options.csv().header();
    this.header = CsvHeader.of(names.isEmpty() ? firstRow() : names, file);
    this.notes = new ArrayList<>(header.notes());
    this.begun = true;
  }

  private List<String> firstRow() throws IOException {
    if (!advance() || current == null) {
      throw new InputException(file + ": is empty; a header is expected");
    }
    List<String> stripped = new ArrayList<>();
    for (String field : current.getFields()) {
      stripped.add(field.strip());
    }
    return stripped;
  }

  @Override
  public List<String> columns() {
    return header.names();
  }

  /** Adds what the user should know. */
  CsvSource noting(String sentence) {
    notes.add(sentence);
    return this;
  }

  @Override
  public List<String> notes() {
    return List.copyOf(notes);
  }

  @Override
  public boolean next() throws IOException {
    if (!advance() || current == null) {
      return false;
    }
    row++;
    int width = current.getFieldCount();
    if (width < header.width() || (width > header.width() && !isPadded(current))) {
      throw new InputException(
          String.format(
              "%s, %s: has %d values where the header has %d%s",
              file,
              position(),
              width,
              header.width(),
              row == 1 && width == header.width() + 1
                  ? "; if the first is the name of the row, name that column in the header, too"
                  : ""));
    }
    return true;
  }

  /** Tells whether all that is beyond the header is empty. */
  private boolean isPadded(CsvRecord wide) {
    for (int i = header.width(); i < wide.getFieldCount(); i++) {
      if (!wide.getField(i).isBlank()) {
        return false;
      }
    }
    return true;
  }

  private boolean advance() throws IOException {
    try {
      current = records.hasNext() ? records.next() : null;
      return current != null;
    } catch (CsvParseException | UncheckedIOException e) {
      throw failure(e);
    } catch (NoSuchElementException e) {
      return false;
    }
  }

  private InputException failure(RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof StrictReader.UndecodableException) {
        String next = !begun ? "the header" : "row " + Words.count(row + 1);
        return new InputException(
            file
                + ", "
                + next
                + ": "
                + cause.getMessage()
                + "; say which encoding the file is in, such as --encoding windows-1252",
            e);
      }
    }
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new InputException(file + ", after " + position() + ": " + cause.getMessage(), e);
  }

  @Override
  public @Nullable Object value(int column) {
    if (current == null) {
      return null;
    }
    String field = current.getField(header.places().get(column)).strip();
    return style.missing().isMissing(field) ? null : field;
  }

  @Override
  public TextStyle text() {
    return style;
  }

  @Override
  public String position() {
    long line = current == null ? 1 : current.getStartingLineNumber();
    return row == 0
        ? "the header"
        : "row " + Words.count(row) + " (line " + Words.count(line) + ")";
  }

  @Override
  public double progress() {
    return counter.progress();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
