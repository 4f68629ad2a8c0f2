package io.github.djlobservability.suite.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the census rows of the sample models: whole numbers under a line of names. */
final class CensusFile {

  /** What is in the file but is none of the model's business. */
  private static final Set<String> NOT_FOR_THE_MODEL = Set.of("id", "year", "employed");

  private CensusFile() {}

  /**
   * The rows in the file's order.
   *
   * @throws IllegalArgumentException if a line is not as long as the first, or not of numbers
   */
  static List<CensusRow> read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    String[] names = lines.get(0).split(",", -1);
    List<CensusRow> rows = new ArrayList<>(lines.size());
    for (int i = 1; i < lines.size(); i++) {
      try {
        rows.add(row(names, lines.get(i).split(",", -1)));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(file + ", line " + (i + 1) + ": " + e.getMessage(), e);
      }
    }
    return rows;
  }

  private static CensusRow row(String[] names, String[] cells) {
    if (cells.length != names.length) {
      throw new IllegalArgumentException(cells.length + " cells, not " + names.length);
    }
    Map<String, Integer> values = new LinkedHashMap<>();
    for (int i = 0; i < names.length; i++) {
      if (!NOT_FOR_THE_MODEL.contains(names[i])) {
        values.put(names[i], Integer.valueOf(cells[i]));
      }
    }
    return new CensusRow(values);
  }
}
