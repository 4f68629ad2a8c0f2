package io.github.djlobservability.suite.prometheus;

import io.github.djlobservability.suite.BuiltFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Knows which metrics have another name where they come to Prometheus by OTLP: gauges of the unit 1
 * are called {@code _ratio} there.
 */
public final class MetricNames {
  /** Some labels are called as metrics are, and keep their names. */
  private static final Pattern NAME = Pattern.compile("by \\([^)]*\\)|[a-z_]+");

  private final Map<String, String> byOtlp;

  private MetricNames(Map<String, String> byOtlp) {
    this.byOtlp = byOtlp;
  }

  /** Reads docs/promised-names.txt. */
  public static MetricNames read() throws IOException {
    Map<String, String> renamed = new TreeMap<>();
    for (String line : Files.readAllLines(BuiltFiles.documentation("promised-names.txt"))) {
      if (line.startsWith("metric ") && line.endsWith(" gauge 1")) {
        String name = line.split(" ", 3)[1].replace('.', '_');
        renamed.put(name, name + "_ratio");
      }
    }
    return new MetricNames(renamed);
  }

  /** Returns queries, or a file of them, with the names of OTLP. */
  public String byOtlp(String scraped) {
    return NAME.matcher(scraped)
        .replaceAll(found -> byOtlp.getOrDefault(found.group(), found.group()));
  }
}
