package io.github.djlobservability.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What {@code docs/telemetry.md} promises, read from its tables. */
record DocumentedNames(Map<String, Metric> metrics, Set<String> attributes) {

  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /** One row of the table of metrics. */
  record Metric(String instrument, String unit, Set<String> attributes) {}

  static DocumentedNames read() throws IOException {
    List<String> lines = Files.readAllLines(BuiltFiles.repository().resolve("docs/telemetry.md"));
    Map<String, Metric> metrics = new TreeMap<>();
    Set<String> attributes = new TreeSet<>();
    String section = "";
    for (String line : lines) {
      if (line.startsWith("#")) {
        section = line;
      } else if (line.startsWith("| `") && section.equals("## Metrics")) {
        readMetric(cells(line), metrics);
      } else if (line.startsWith("| `") && section.equals("## Attributes")) {
        attributes.addAll(codes(cells(line).get(0)));
      }
    }
    return new DocumentedNames(metrics, attributes);
  }

  private static void readMetric(List<String> cells, Map<String, Metric> metrics) {
    String name = codes(cells.get(0)).iterator().next();
    Set<String> named = codes(cells.get(4));
    Set<String> attributes = new TreeSet<>(named);
    // "as `other.metric`": the attributes of that one.
    for (String other : named) {
      Metric same = metrics.get(other);
      if (same != null) {
        attributes.addAll(same.attributes());
      }
    }
    metrics.put(name, new Metric(cells.get(1), cells.get(2), attributes));
  }

  private static List<String> cells(String row) {
    return List.of(row.substring(1).strip().split("\\s*\\|\\s*", -1));
  }

  private static Set<String> codes(String cell) {
    return CODE.matcher(cell)
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
