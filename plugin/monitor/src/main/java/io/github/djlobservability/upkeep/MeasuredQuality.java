package io.github.djlobservability.upkeep;

import io.github.djlobservability.quality.EstimatedQuality;
import io.github.djlobservability.quality.QualityReport;
import io.github.djlobservability.quality.measure.Task;
import io.github.djlobservability.quality.measure.WindowQuality;
import io.github.djlobservability.report.Words;
import io.github.djlobservability.statistics.Interval;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Compares a model's quality with its reference's, by the one measure that says most. */
public final class MeasuredQuality {
  private final @Nullable QualityReport report;
  private final Task task;

  /** Looks at a report; null where quality isn't measured. */
  public MeasuredQuality(@Nullable QualityReport report) {
    this.report = report;
    task = report == null || report.task() == null ? Task.BINARY : report.task();
  }

  private boolean isClassifier() {
    return task == Task.BINARY || task == Task.MULTICLASS;
  }

  /** Returns the last full window of labels if it begins after a moment; null without one. */
  @Nullable Interval measuredAfter(long millis) {
    if (report == null || report.windows().isEmpty()) {
      return null;
    }
    WindowQuality last = report.windows().get(0);
    return last.fromMillis() < millis ? null : last.measures().get(task.measure());
  }

  /** Returns the last full window of estimates if it begins after a moment; null without one. */
  @Nullable Interval estimatedAfter(long millis) {
    if (report == null || report.estimates().windows().isEmpty()) {
      return null;
    }
    EstimatedQuality last = report.estimates().windows().get(0);
    return last.fromMillis() < millis ? null : last.estimated().get(task.measure());
  }

  /** Returns the reference's; null where it has no labels. */
  @Nullable Interval reference() {
    return report == null ? null : report.reference().get(task.measure());
  }

  /** Returns whether a figure is surely worse than the reference's. */
  boolean isWorse(Interval now) {
    Interval reference = reference();
    return reference != null
        && (isClassifier() ? now.high() < reference.low() : now.low() > reference.high());
  }

  /** Returns whether the last full window of labels is. */
  boolean isMeasuredWorse() {
    Interval last = measuredAfter(0);
    return last != null && isWorse(last);
  }

  /** Returns the error rate before anything changed; NaN where nothing tells, or of numbers. */
  public double errorRate() {
    Interval accuracy = reference();
    if (accuracy == null) {
      accuracy = measuredAfter(0);
    }
    if (accuracy == null) {
      accuracy = estimatedAfter(0);
    }
    return accuracy == null || !isClassifier() ? Double.NaN : 1 - accuracy.value();
  }

  /** Says how many labelled items of after a moment there are; null where there are none. */
  @Nullable String labelledAfter(long millis) {
    if (report == null || report.labelledItems() == 0) {
      return null;
    }
    long whole = 0;
    for (WindowQuality window : report.windows()) {
      whole += window.fromMillis() >= millis ? window.items() : 0;
    }
    long items = whole + report.openItems();
    // Of the open window some may be of before.
    return items == 0 ? null : (whole == 0 ? "up to " : "") + Words.count(items);
  }

  /** Returns whether no label is any of the classes that the model says. */
  @Nullable String nothingFits() {
    Interval now = measuredAfter(0);
    return isClassifier()
            && now != null
            && now.value() == 0
            && report != null
            && !report.warnings().isEmpty()
        ? report.warnings().get(0)
        : null;
  }

  /** Says how a figure compares: {@code accuracy is 0.78 (0.76 to 0.80); in the reference 0.81}. */
  String words(String kind, Interval now) {
    Interval reference = reference();
    String figure =
        kind + " " + task.measure().replace('_', ' ') + " is " + number(now.value()) + range(now);
    return reference == null ? figure : figure + "; in the reference " + number(reference.value());
  }

  private static String range(Interval interval) {
    return Double.isFinite(interval.low())
        ? " (" + number(interval.low()) + " to " + number(interval.high()) + ")"
        : "";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.3f" : "%.4g", value);
  }
}
