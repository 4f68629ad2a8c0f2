package io.github.djlobservability.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The promises of {@code docs/telemetry.md}, read from its tables.
 *
 * @param metrics by name
 * @param attributes by name, the values that each can have; an empty set where they can't be
 *     counted
 */
record DocumentedNames(Map<String, Metric> metrics, Map<String, Set<String>> attributes) {

  private static final String VALUES = "values";
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern GROUP = Pattern.compile("\\*([^*]+)\\*");

  /** One row of a table of metrics. */
  record Metric(String instrument, String unit, Set<String> attributes) {}

  static DocumentedNames read() throws IOException {
    Map<String, Metric> metrics = new TreeMap<>();
    Map<String, Set<String>> attributes = new TreeMap<>();
    Map<String, Set<String>> groups = new TreeMap<>();
    List<String> heading = List.of();
    for (String line : Files.readAllLines(BuiltFiles.repository().resolve("docs/telemetry.md"))) {
      List<String> cells = line.startsWith("|") ? cells(line) : List.of();
      if (heading.isEmpty() || cells.isEmpty()) {
        heading = cells;
      } else if (line.startsWith("| ")) {
        switch (heading.get(0)) {
          case "in the tables" ->
              groups.put(codes(GROUP, cells.get(0)).get(0), Set.copyOf(codes(CODE, cells.get(1))));
          case "metric" -> metrics.put(name(cells), metric(cells, groups));
          case "attribute" -> {
            // The table of the resource has no values.
            if (heading.contains(VALUES)) {
              attributes.put(
                  name(cells), Set.copyOf(codes(CODE, cells.get(heading.indexOf(VALUES)))));
            }
          }
          default -> {}
        }
      }
    }
    return new DocumentedNames(metrics, attributes);
  }

  private static String name(List<String> cells) {
    return codes(CODE, cells.get(0)).get(0);
  }

  private static Metric metric(List<String> cells, Map<String, Set<String>> groups) {
    Set<String> attributes = new TreeSet<>(codes(CODE, cells.get(4)));
    codes(GROUP, cells.get(4)).forEach(group -> attributes.addAll(groups.get(group)));
    return new Metric(cells.get(1), cells.get(2), attributes);
  }

  private static List<String> cells(String row) {
    List<String> cells = new ArrayList<>();
    for (String cell : row.substring(1).split("\\|", -1)) {
      cells.add(cell.strip());
    }
    return cells;
  }

  private static List<String> codes(Pattern pattern, String cell) {
    return pattern
        .matcher(cell)
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toList());
  }
}
