package io.github.djlobservability.payload.document;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads texts that are tables: CSV as in RFC 4180, with any usual delimiter. Stateless. */
public final class TableText {
  private static final String DELIMITERS = ",;\t|";

  private TableText() {}

  /** Returns the delimiter that is most frequent in the first line, outside of quotes. */
  public static char guessDelimiter(String start) {
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

  /**
   * Reads the rows of a text.
   *
   * @return null if it is no table: no rows, rows of unequal length, a quote that does not end
   */
  static @Nullable List<List<String>> rows(String text) {
    List<List<String>> rows = new ArrayList<>();
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(guessDelimiter(text))
            .allowUnclosedQuote(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(text)) {
      for (CsvRecord row : reader) {
        rows.add(row.getFields());
        if (row.getFieldCount() != rows.get(0).size()) {
          return null;
        }
      }
    } catch (CsvParseException | UncheckedIOException | IOException e) {
      return null;
    }
    return rows.isEmpty() ? null : rows;
  }

  /**
   * Returns whether rows that nobody calls a table look like one: several columns, and at least
   * half of each row's values are numbers, but for the first of several rows.
   */
  static boolean looksLikeOne(List<List<String>> rows) {
    if (rows.get(0).size() < 2) {
      return false;
    }
    for (int i = rows.size() > 1 ? 1 : 0; i < rows.size(); i++) {
      long numbers = rows.get(i).stream().filter(TableText::isNumber).count();
      if (2 * numbers < rows.get(i).size()) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether a value is written as a number. */
  public static boolean isNumber(String field) {
    String text = field.strip();
    boolean digits = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      digits |= c >= '0' && c <= '9';
      if ("0123456789+-.eE".indexOf(c) < 0) {
        return false;
      }
    }
    return digits;
  }
}
