package io.github.djlobservability.content;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Counts the records of CSV. The first one is a header if the content type says so ({@code
 * header=present}), if a field of it is one that DJL's handlers look for, or if no field of it is a
 * number and one of the second record is. Stateless.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class CsvRows {
  private static final Set<String> HANDLERS_FIELDS = Set.of("inputs", "question", "context");

  private CsvRows() {}

  static long count(String contentType, byte[] body) {
    List<String> firstTwo = new ArrayList<>(2);
    long records = 0;
    int start = 0;
    boolean quoted = false;
    for (int i = 0; i <= body.length; i++) {
      boolean end = i == body.length || (body[i] == '\n' && !quoted);
      if (end) {
        if (!isBlank(body, start, i)) {
          records++;
          if (records <= 2) {
            firstTwo.add(new String(body, start, i - start, StandardCharsets.UTF_8));
          }
        }
        start = i + 1;
      } else if (body[i] == '"') {
        quoted = !quoted;
      }
    }
    return records > 1 && hasHeader(contentType, firstTwo) ? records - 1 : records;
  }

  private static boolean hasHeader(String contentType, List<String> firstTwo) {
    String type = contentType.toLowerCase(Locale.ROOT);
    if (type.contains("header=present")) {
      return true;
    }
    if (type.contains("header=absent")) {
      return false;
    }
    List<String> first = fields(firstTwo.get(0));
    return first.stream()
            .anyMatch(field -> HANDLERS_FIELDS.contains(field.toLowerCase(Locale.ROOT)))
        || (first.stream().noneMatch(CsvRows::isNumber)
            && fields(firstTwo.get(1)).stream().anyMatch(CsvRows::isNumber));
  }

  /** Good enough to look at numbers and names: a quoted comma splits, too. */
  private static List<String> fields(String record) {
    List<String> fields = new ArrayList<>();
    for (String field : record.split(",", -1)) {
      fields.add(field.strip().replace("\"", ""));
    }
    return fields;
  }

  private static boolean isNumber(String field) {
    try {
      Double unused = Double.valueOf(field);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isBlank(byte[] body, int from, int to) {
    for (int i = from; i < to; i++) {
      if (body[i] != ' ' && body[i] != '\r') {
        return false;
      }
    }
    return true;
  }
}
