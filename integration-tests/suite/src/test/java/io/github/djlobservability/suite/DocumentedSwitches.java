package io.github.djlobservability.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;

/** What {@code docs/configuration.md} says that a switch turns off, read from its table. */
record DocumentedSwitches(List<String> rows) {

  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  static DocumentedSwitches read() throws IOException {
    return new DocumentedSwitches(
        Files.readAllLines(BuiltFiles.repository().resolve("docs/configuration.md")).stream()
            .filter(line -> line.startsWith("| off: `"))
            .toList());
  }

  /** Says of a metric whether a switch, such as {@code observability.load}, turns it off. */
  boolean turnsOff(String key, String metric) {
    return patterns(key).stream().anyMatch(pattern -> pattern.matcher(metric).matches());
  }

  private List<Pattern> patterns(String key) {
    String row =
        rows.stream()
            .filter(each -> each.startsWith("| off: `" + key + "` |"))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("nothing is said of " + key));
    return CODE.matcher(row.split("\\|", -1)[2])
        .results()
        .map(code -> Pattern.compile(code.group(1).replace(".", "\\.").replace("*", ".*")))
        .toList();
  }
}
