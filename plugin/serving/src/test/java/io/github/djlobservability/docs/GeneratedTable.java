package io.github.djlobservability.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of a page that is made from code. It stands between two comments of the page, {@code <!--
 * table: NAME -->} and {@code <!-- end -->}. With {@code -Ddocs.update=true} it is written;
 * otherwise it must be there already.
 *
 * @param page its file
 * @param name as the comment has it
 */
public record GeneratedTable(Path page, String name) {
  private static final String END = "<!-- end -->";

  /** Returns a table of a page in docs/. */
  public static GeneratedTable of(String page, String name) {
    return new GeneratedTable(Path.of("..", "..", "docs", page), name);
  }

  /** Writes one row, cell by cell. */
  public static String row(List<String> cells) {
    return "| " + String.join(" | ", cells).strip() + " |";
  }

  /** Writes a value as code. */
  public static String code(String text) {
    return "`" + text + "`";
  }

  /** Holds the page's table to what it should be, or writes it. */
  public void holds(List<String> heading, List<List<String>> rows) throws IOException {
    List<String> table = new ArrayList<>();
    table.add(row(heading));
    table.add("|---".repeat(heading.size()) + "|");
    rows.forEach(cells -> table.add(row(cells)));
    List<String> lines = new ArrayList<>(Files.readAllLines(page));
    List<String> standing = place(lines);
    if (Boolean.getBoolean("docs.update")) {
      standing.clear();
      standing.addAll(table);
      Files.write(page, lines);
    }
    assertThat(standing)
        .as("table %s of %s; -Ddocs.update=true writes it", name, page)
        .containsExactlyElementsOf(table);
  }

  private List<String> place(List<String> lines) {
    String begin = "<!-- table: " + name + " -->";
    assertThat(lines).as("%s", page).contains(begin);
    int from = lines.indexOf(begin) + 1;
    int length = lines.subList(from, lines.size()).indexOf(END);
    assertThat(length).as("%s after %s", END, begin).isNotNegative();
    return lines.subList(from, from + length);
  }
}
