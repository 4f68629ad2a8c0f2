package io.github.djlobservability.cli.source;

import io.github.djlobservability.payload.Numbers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Holds the names of a CSV file's columns.
 *
 * @param names of the columns that have one, in order
 * @param places where each stands in a row, from 0
 * @param width how many values a row has
 * @param notes what the user should know, one sentence each
 */
record CsvHeader(List<String> names, List<Integer> places, int width, List<String> notes) {

  private static final int SHOWN = 5;

  /**
   * Reads the first row.
   *
   * @throws InputException if it cannot be one of names
   */
  static CsvHeader of(List<String> fields, Path file) throws InputException {
    String where = file + ", header: ";
    if (isData(fields)) {
      throw new InputException(
          where
              + "looks like data ("
              + String.join(", ", fields.subList(0, Math.min(SHOWN, fields.size())))
              + "); name the columns in the first row, or with --header A,B,...");
    }
    List<String> names = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    List<String> unnamed = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < fields.size(); i++) {
      String name = fields.get(i);
      if (name.isEmpty()) {
        unnamed.add(Integer.toString(i + 1));
        continue;
      }
      if (!seen.add(name)) {
        throw new InputException(where + "two columns are named " + name);
      }
      names.add(name);
      places.add(i);
    }
    if (names.isEmpty()) {
      throw new InputException(where + "no column has a name");
    }
    return new CsvHeader(names, places, fields.size(), notes(file, names, unnamed));
  }

  private static List<String> notes(Path file, List<String> names, List<String> unnamed) {
    List<String> notes = new ArrayList<>();
    if (names.stream().allMatch(CsvHeader::isWhole) && !areCounted(names)) {
      notes.add(
          file
              + ": the names of all columns are numbers ("
              + String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
              + "); if the first row has values, name the columns with --header A,B,...");
    }
    if (!unnamed.isEmpty()) {
      notes.add(note(file, unnamed));
    }
    return List.copyOf(notes);
  }

  /** Tells whether they are the numbers from 0 on, as pandas names columns. */
  private static boolean areCounted(List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      if (!names.get(i).equals(Integer.toString(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWhole(String field) {
    return field.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static String note(Path file, List<String> unnamed) {
    boolean one = unnamed.size() == 1;
    String which = String.join(", ", unnamed.subList(0, Math.min(SHOWN, unnamed.size())));
    return file
        + (one ? ": column " + which + " has no name and is" : ": columns " + which)
        + (one ? " left out" : " have no name and are left out")
        + (unnamed.get(0).equals("1") ? ", as pandas' index is (index=False avoids it)" : "");
  }

  /**
   * Tells whether a first row is values rather than names: a number with a fraction or a sign is in
   * it, or a number twice. Whole numbers may be names: of years, or as pandas counts columns.
   */
  private static boolean isData(List<String> fields) {
    Set<String> numbers = new HashSet<>();
    for (String field : fields) {
      boolean number = !Double.isNaN(Numbers.parse(field));
      if (number && (!isWhole(field) || !numbers.add(field))) {
        return true;
      }
    }
    return false;
  }
}
