package io.github.djlobservability.cli;

import io.github.djlobservability.quality.EstimatedQuality;
import io.github.djlobservability.quality.QualityReport;
import io.github.djlobservability.quality.measure.SegmentQuality;
import io.github.djlobservability.quality.measure.Task;
import io.github.djlobservability.quality.measure.WindowQuality;
import io.github.djlobservability.statistics.Interval;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells a model's quality in lines of text. */
final class QualityText {
  private QualityText() {}

  static String of(QualityReport report, long skipped) {
    StringBuilder text = new StringBuilder(String.format("%n"));
    line(text, "Quality, with intervals of 95 %%; %,d labelled rows", report.labelledItems());
    if (report.positiveClass() != null) {
      line(
          text,
          "precision and recall are of the class %s; --positive-class names another",
          report.positiveClass());
    }
    report.warnings().forEach(warning -> line(text, "WARNING: %s", warning));
    List<WindowQuality> windows = oldestFirst(report.windows());
    for (WindowQuality window : windows) {
      line(
          text,
          "rows %,d to %,d  %s",
          window.firstItem() + skipped,
          window.lastItem() + skipped,
          first(window.measures()));
    }
    if (!windows.isEmpty()) {
      latest(text, windows.get(windows.size() - 1));
    }
    if (!report.estimates().windows().isEmpty()) {
      line(text, "%nEstimated without labels. Assumes: %s", report.estimates().assumption());
      for (EstimatedQuality window : oldestFirst(report.estimates().windows())) {
        line(
            text,
            "rows %,d to %,d  %s%s",
            window.firstItem() + skipped,
            window.lastItem() + skipped,
            first(window.estimated()),
            real(window));
      }
    }
    return text.toString();
  }

  private static void latest(StringBuilder text, WindowQuality window) {
    line(text, "%nThe last window");
    window.measures().forEach((name, value) -> line(text, "%s", one(name, value)));
    for (SegmentQuality segment : window.segments()) {
      line(
          text,
          "%s=%s, %,d rows  %s",
          segment.feature(),
          segment.value(),
          segment.items(),
          first(segment.measures()));
    }
  }

  private static String real(EstimatedQuality window) {
    double real = window.real().getOrDefault("accuracy", Double.NaN);
    return Double.isNaN(real)
        ? "  no labels yet"
        : String.format(
            Locale.ROOT,
            "  real %.4f  error %+.4f",
            real,
            window.error().getOrDefault("accuracy", Double.NaN));
  }

  private static <T> List<T> oldestFirst(List<T> newestFirst) {
    List<T> windows = new ArrayList<>(newestFirst);
    Collections.reverse(windows);
    return windows;
  }

  private static String first(Map<String, Interval> measures) {
    return measures.entrySet().stream()
        .findFirst()
        .map(entry -> one(entry.getKey(), entry.getValue()))
        .orElse("");
  }

  private static String one(String name, Interval value) {
    String words = name.replace('_', ' ');
    if (Double.isNaN(value.value())) {
      return words + " - (these rows don't define it)";
    }
    if (Task.isPercentage(name)) {
      return String.format(
          Locale.ROOT,
          "%s %.2f %% (%.2f to %.2f %%)",
          words,
          100 * value.value(),
          100 * value.low(),
          100 * value.high());
    }
    return Double.isNaN(value.low())
        ? String.format(Locale.ROOT, "%s %.4f", words, value.value())
        : String.format(
            Locale.ROOT, "%s %.4f (%.4f to %.4f)", words, value.value(), value.low(), value.high());
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
  }
}
