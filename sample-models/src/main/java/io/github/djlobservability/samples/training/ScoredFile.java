package io.github.djlobservability.samples.training;

import io.github.djlobservability.samples.employment.CensusColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows with what the model says of them, as CSV: what a reference profile is made of. */
final class ScoredFile {
  private ScoredFile() {}

  /**
   * Writes rows: the model's inputs, the answer as the translator gives it ({@code class} and its
   * {@code probability}), and the truth.
   *
   * @throws IOException if they cannot be written
   */
  static void write(Path file, EmploymentModel model, List<LabelledRow> rows) throws IOException {
    List<String> lines = new ArrayList<>();
    List<String> columns = new ArrayList<>();
    for (CensusColumn column : CensusColumn.values()) {
      columns.add(column.name());
    }
    lines.add(String.join(",", columns) + ",class,probability,employed");
    for (LabelledRow row : rows) {
      lines.add(line(row, model.probability(row.row())));
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, lines);
  }

  private static String line(LabelledRow row, double employed) {
    StringBuilder line = new StringBuilder();
    for (CensusColumn column : CensusColumn.values()) {
      line.append(row.row().code(column)).append(',');
    }
    boolean answer = employed > 0.5;
    return line.append(answer ? 1 : 0)
        .append(',')
        .append(String.format(Locale.ROOT, "%.6f", answer ? employed : 1 - employed))
        .append(',')
        .append(row.employed())
        .toString();
  }
}
