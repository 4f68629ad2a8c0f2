package io.github.djlobservability.samples.training;

import io.github.djlobservability.samples.employment.CensusColumn;
import io.github.djlobservability.samples.employment.CensusRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;

/** Reads the CSV files of census rows: {@code id,year}, the model's columns, {@code employed}. */
final class CensusFile {

  private static final String HEADER =
      "id,year," + String.join(",", names(CensusColumn.values())) + ",employed";
  private static final int FIRST_COLUMN = 2;
  private static final int LABEL = FIRST_COLUMN + CensusColumn.values().length;

  private CensusFile() {}

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if its header or one of its lines is not as expected; the
   *     message names the line, counted from 1
   */
  static List<LabelledRow> read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
      throw new IllegalArgumentException(file + ": expected the header " + HEADER + ".");
    }
    List<LabelledRow> rows = new ArrayList<>(lines.size() - 1);
    for (int i = 1; i < lines.size(); i++) {
      rows.add(parse(lines.get(i), file + ", line " + (i + 1)));
    }
    return rows;
  }

  private static LabelledRow parse(String line, String where) {
    String[] fields = line.split(",", -1);
    if (fields.length != LABEL + 1) {
      throw new IllegalArgumentException(where + ": expected " + (LABEL + 1) + " fields.");
    }
    try {
      EnumMap<CensusColumn, Double> values = new EnumMap<>(CensusColumn.class);
      for (CensusColumn column : CensusColumn.values()) {
        values.put(column, Double.valueOf(fields[FIRST_COLUMN + values.size()]));
      }
      return new LabelledRow(new CensusRow(values), Integer.parseInt(fields[LABEL]));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
    }
  }

  private static List<String> names(CensusColumn[] columns) {
    return Arrays.stream(columns).map(CensusColumn::name).toList();
  }
}
