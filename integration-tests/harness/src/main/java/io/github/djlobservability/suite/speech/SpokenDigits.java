package io.github.djlobservability.suite.speech;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A recording of the sample model's data, and what is said in it.
 *
 * @param words with blanks between them
 */
public record SpokenDigits(Sound sound, String words) {

  /**
   * Reads the recordings of a table with the columns {@code path,text,confidence,spoken}.
   *
   * @throws IOException if a file can't be read
   */
  public static List<SpokenDigits> read(Path table) throws IOException {
    List<SpokenDigits> recordings = new ArrayList<>();
    List<String> lines = Files.readAllLines(table);
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      Sound sound = Sound.read(table.resolveSibling(cells[0]));
      recordings.add(new SpokenDigits(sound, cells[cells.length - 1]));
    }
    return recordings;
  }
}
