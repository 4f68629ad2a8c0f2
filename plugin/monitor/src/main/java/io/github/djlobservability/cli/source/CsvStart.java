package io.github.djlobservability.cli.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Looks at the beginning of a CSV file to find out how it is written. */
final class CsvStart {

  private static final String DELIMITERS = ",;\t|";
  private static final int CHARACTERS = 1 << 15;

  /** This many lines with equally many words, and no other delimiter, are no accident. */
  private static final int LINES = 5;

  private final String text;

  private CsvStart(String text) {
    this.text = text;
  }

  /** Reads the beginning, which is read again by the next one who reads. */
  static CsvStart of(BufferedReader in) throws IOException {
    in.mark(CHARACTERS);
    char[] start = new char[CHARACTERS - 1];
    int length = 0;
    try {
      int found = in.read(start, 0, start.length);
      while (found > 0) {
        length += found;
        found = in.read(start, length, start.length - length);
      }
    } catch (StrictReader.UndecodableException e) {
      // It is met again, by one who knows the row.
    }
    in.reset();
    return new CsvStart(new String(start, 0, length));
  }

  /** Returns a tab if the name says so, else the most frequent in the first line outside quotes. */
  char delimiter(Path file) throws InputException {
    if (file.toString().toLowerCase(Locale.ROOT).matches(".*\\.tsv(\\.gz)?")) {
      return '\t';
    }
    int[] counts = new int[DELIMITERS.length()];
    boolean quoted = false;
    for (int i = 0; i < text.length() && (quoted || text.charAt(i) != '\n'); i++) {
      quoted ^= text.charAt(i) == '"';
      int which = quoted ? -1 : DELIMITERS.indexOf(text.charAt(i));
      if (which >= 0) {
        counts[which]++;
      }
    }
    int best = 0;
    for (int i = 1; i < counts.length; i++) {
      best = counts[i] > counts[best] ? i : best;
    }
    if (counts[best] == 0) {
      failIfBlanksSeparate(file);
    }
    return DELIMITERS.charAt(best);
  }

  private void failIfBlanksSeparate(Path file) throws InputException {
    List<String> lines = text.lines().limit(LINES).toList();
    int words = lines.isEmpty() ? 0 : words(lines.get(0));
    if (lines.size() == LINES
        && words > 1
        && lines.stream().allMatch(line -> words(line) == words)) {
      throw new InputException(
          file
              + ": looks as if blanks were between its values ("
              + words
              + " in each line); say --delimiter space, or , if it is one column");
    }
  }

  private static int words(String line) {
    return line.strip().split("\\s+").length;
  }
}
