package io.github.djlobservability.suite.payload;

import io.github.djlobservability.suite.otlp.MetricPoint;
import io.github.djlobservability.suite.otlp.Metrics;
import io.github.djlobservability.suite.otlp.NumberPoint;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells what a model was seen to get and to give, by the metrics of its values. Stateless. */
final class ValueCounts {
  private static final String MODEL = "djl.serving.model.name";

  private ValueCounts() {}

  /** Returns how many values of a feature are in each bin that has any. */
  static Map<String, Long> byBin(Metrics metrics, String model, String feature) {
    Map<String, String> of = Map.of(MODEL, model, "djl.serving.feature", feature);
    return by(metrics.points("djl.serving.feature.values", of), "djl.serving.feature.bin");
  }

  /** Returns how many items had each outcome. */
  static Map<String, Long> byOutcome(Metrics metrics, String model) {
    return by(
        metrics.points("djl.serving.coverage.items", Map.of(MODEL, model)),
        "djl.serving.coverage.outcome");
  }

  private static Map<String, Long> by(List<MetricPoint> points, String attribute) {
    Map<String, Long> counts = new TreeMap<>();
    for (MetricPoint point : points) {
      long value = (long) ((NumberPoint) point).value();
      if (value > 0) {
        counts.merge(String.valueOf(point.attributes().get(attribute)), value, Long::sum);
      }
    }
    return counts;
  }

  /** Returns what came between two moments. */
  static Map<String, Long> difference(Map<String, Long> before, Map<String, Long> after) {
    Map<String, Long> difference = new TreeMap<>(after);
    before.forEach((name, count) -> difference.merge(name, -count, Long::sum));
    difference.values().removeIf(count -> count == 0);
    return difference;
  }

  static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Returns whether the bins hold these values and no others.
   *
   * @param bins counts by the bins' labels, as docs/telemetry.md describes them
   * @param values as they are written; empty or {@code null} for one that is missing
   */
  static boolean hold(Map<String, Long> bins, List<String> values) {
    Map<String, Long> left = new TreeMap<>(bins);
    for (String value : values) {
      String bin =
          left.keySet().stream().filter(label -> holds(label, value)).findFirst().orElse("");
      if (left.merge(bin, -1L, Long::sum) < 0) {
        return false;
      }
      left.values().removeIf(count -> count == 0);
    }
    return left.isEmpty();
  }

  private static boolean holds(String label, String value) {
    if (value.isEmpty() || value.equals("null")) {
      return label.equals("(missing)");
    }
    boolean interval = label.startsWith("[") || (label.startsWith("(") && label.contains(","));
    if (!interval) {
      return label.equals(value) || (label.equals("(other)") && !isKnown(value));
    }
    String[] ends = label.substring(1, label.length() - 1).split(",", -1);
    double number = Double.parseDouble(value);
    double low = end(ends[0]);
    double high = end(ends[1]);
    boolean above = label.startsWith("[") ? number >= low : number > low;
    return above && (label.endsWith("]") ? number <= high : number < high);
  }

  private static boolean isKnown(String category) {
    return category.equals("yes") || category.equals("no");
  }

  private static double end(String text) {
    return switch (text) {
      case "-inf" -> Double.NEGATIVE_INFINITY;
      case "+inf" -> Double.POSITIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
