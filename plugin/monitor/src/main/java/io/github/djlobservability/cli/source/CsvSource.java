package io.github.djlobservability.cli.source;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.github.djlobservability.report.Words;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A CSV file (RFC 4180) in UTF-8 with a header. */
final class CsvSource implements RecordSource {

  private static final String DELIMITERS = ",;\t|";
  private static final int HEADER_BYTES = 1 << 16;

  private final Path file;
  private final CountingInputStream counter;
  private final CsvReader<CsvRecord> reader;
  private final CloseableIterator<CsvRecord> records;
  private final Set<String> missing;
  private final List<String> columns;
  private @Nullable CsvRecord current;
  private long row;

  CsvSource(Path file, InputStream in, CountingInputStream counter, InputOptions options)
      throws IOException {
    this.file = file;
    this.counter = counter;
    this.missing = options.missing();
    BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
    Character delimiter = options.delimiter();
    this.reader =
        CsvReader.builder()
            .fieldSeparator(delimiter == null ? guessDelimiter(buffered, file) : delimiter)
            .detectBomHeader(true)
            .allowUnclosedQuote(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(buffered);
    this.records = reader.iterator();
    this.columns = header();
  }

  /** A tab if the name says so, else the most frequent in the first line, outside of quotes. */
  private static char guessDelimiter(BufferedInputStream in, Path file) throws IOException {
    if (file.toString().toLowerCase(Locale.ROOT).matches(".*\\.tsv(\\.gz)?")) {
      return '\t';
    }
    in.mark(HEADER_BYTES);
    String start = new String(in.readNBytes(HEADER_BYTES - 1), StandardCharsets.UTF_8);
    in.reset();
    int[] counts = new int[DELIMITERS.length()];
    boolean quoted = false;
    for (int i = 0; i < start.length() && (quoted || start.charAt(i) != '\n'); i++) {
      quoted ^= start.charAt(i) == '"';
      int which = quoted ? -1 : DELIMITERS.indexOf(start.charAt(i));
      if (which >= 0) {
        counts[which]++;
      }
    }
    int best = 0;
    for (int i = 1; i < counts.length; i++) {
      best = counts[i] > counts[best] ? i : best;
    }
    return DELIMITERS.charAt(best);
  }

  private List<String> header() throws IOException {
    if (!advance() || current == null) {
      throw new InputException(file + ": is empty; a header is expected");
    }
    List<String> header = current.getFields();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i);
      if (name.isBlank()) {
        throw new InputException(file + ", header: column " + (i + 1) + " has no name");
      }
      if (!seen.add(name)) {
        throw new InputException(file + ", header: two columns are named " + name);
      }
    }
    return List.copyOf(header);
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public boolean next() throws IOException {
    if (!advance() || current == null) {
      return false;
    }
    row++;
    if (current.getFieldCount() != columns.size()) {
      throw new InputException(
          String.format(
              "%s, %s: has %d values where the header has %d",
              file, position(), current.getFieldCount(), columns.size()));
    }
    return true;
  }

  private boolean advance() throws IOException {
    try {
      current = records.hasNext() ? records.next() : null;
      return current != null;
    } catch (CsvParseException e) {
      throw new InputException(file + ", after " + position() + ": " + causeOf(e), e);
    } catch (UncheckedIOException e) {
      throw new InputException(file + ", after " + position() + ": " + causeOf(e), e);
    } catch (NoSuchElementException e) {
      return false;
    }
  }

  private static String causeOf(Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(cause.getMessage());
  }

  @Override
  public @Nullable Object value(int column) {
    String field = current == null ? "" : current.getField(column);
    return field.isEmpty() || isMissing(field) ? null : field;
  }

  /** Numbers are not looked up: nearly all values are. */
  private boolean isMissing(String field) {
    char first = field.charAt(0);
    return (first > '9' || first < '-') && missing.contains(field);
  }

  @Override
  public boolean isText() {
    return true;
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
