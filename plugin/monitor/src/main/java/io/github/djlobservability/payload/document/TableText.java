package io.github.djlobservability.payload.document;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads texts that are tables: CSV as in RFC 4180, with any usual delimiter. Stateless. */
public final class TableText {
  private static final String DELIMITERS = ",;\t|";
  private static final Pattern BLANKS = Pattern.compile(" +");
  private static final Set<String> MISSING =
      Set.of("nan", "NaN", "NAN", "NA", "N/A", "null", "None", "?");

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
   * Reads lines of numbers with blanks between them, as NumPy writes them; the first of several
   * lines may have their names.
   *
   * @return null if the lines are anything else, or have one value each
   */
  static @Nullable List<List<String>> atBlanks(String text) {
    // Tabs have empty values between them, which are missing.
    if (text.indexOf(' ') < 0 || text.indexOf('\t') >= 0) {
      return null;
    }
    List<List<String>> rows = new ArrayList<>();
    for (String line : text.lines().filter(each -> !each.isBlank()).toList()) {
      List<String> row = List.of(BLANKS.split(line.strip()));
      boolean fits = row.size() > 1 && (rows.isEmpty() || row.size() == rows.get(0).size());
      if (!fits || (!rows.isEmpty() && !areNumbers(row))) {
        return null;
      }
      rows.add(row);
    }
    return rows.size() == 1 && !areNumbers(rows.get(0)) ? null : rows;
  }

  /** Returns whether values are numbers, of which some may be missing. */
  private static boolean areNumbers(List<String> row) {
    boolean any = false;
    for (String value : row) {
      boolean number = isNumber(value);
      any |= number;
      if (!number && !MISSING.contains(value)) {
        return false;
      }
    }
    return any;
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
