package io.github.djlobservability.quality;

import io.github.djlobservability.quality.measure.ClassList;
import io.github.djlobservability.quality.measure.ClassifiedItems;
import io.github.djlobservability.quality.measure.LabelledItem;
import io.github.djlobservability.statistics.Interval;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A full window of items whose quality was estimated, and the labels that have come for it since.
 * Not thread-safe. Memory: 200 bytes a label, until all have come.
 */
final class EstimateWindow {

  private final Range range;
  private final Map<String, Interval> estimated;
  private final Map<Long, LabelledItem> labelled = new LinkedHashMap<>();

  /** Sums of the labelled items' weights, and of those times the probability of being right. */
  private double weight;

  private double expectedRight;

  /** As of now; null when labels have come since. */
  private @Nullable EstimatedQuality report;

  /** Whether the labels are let go of, because no more are to come or too many wait. */
  private boolean frozen;

  EstimateWindow(Range range, Map<String, Interval> estimated) {
    this.range = range;
    this.estimated = estimated;
  }

  /** Says which items a window has, and how many of them had a score and had none. */
  record Range(
      long firstItem, long lastItem, long fromMillis, long toMillis, long items, long unscored) {

    void write(DataOutput out) throws IOException {
      out.writeLong(firstItem);
      out.writeLong(lastItem);
      out.writeLong(fromMillis);
      out.writeLong(toMillis);
      out.writeLong(items);
      out.writeLong(unscored);
    }

    static Range read(DataInput in) throws IOException {
      return new Range(
          in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong());
    }
  }

  boolean includes(long item) {
    return item >= range.firstItem() && item <= range.lastItem();
  }

  /**
   * Takes in a label.
   *
   * @param right the probability that its prediction was right
   */
  void add(LabelledItem item, double right) {
    if (frozen) {
      return;
    }
    if (labelled.put(item.item(), item) == null) {
      weight += item.weight();
      expectedRight += item.weight() * right;
    }
    report = null;
  }

  /** Forgets the ids of items that are erased. */
  void forget(Predicate<String> ids) {
    labelled.replaceAll((number, item) -> item.without(ids));
  }

  int labels() {
    return labelled.size();
  }

  /** Lets go of the labels. */
  void freeze(ClassList classes) {
    report(classes);
    frozen = true;
    labelled.clear();
  }

  /** Returns whether all labels have come. */
  boolean isComplete() {
    return labelled.size() >= range.items();
  }

  EstimatedQuality report(ClassList classes) {
    EstimatedQuality known = report;
    if (known == null) {
      known = measure(classes);
      report = known;
    }
    return known;
  }

  private EstimatedQuality measure(ClassList classes) {
    Map<String, Double> real = new LinkedHashMap<>();
    Map<String, Double> error = new LinkedHashMap<>();
    if (!labelled.isEmpty()) {
      List<LabelledItem> items = new ArrayList<>(labelled.values());
      Map<String, Double> measures = new ClassifiedItems(classes, items).figures();
      estimated.forEach(
          (name, estimate) -> {
            double value = measures.getOrDefault(name, Double.NaN);
            real.put(name, value);
            error.put(name, estimate.value() - value);
          });
    }
    Interval accuracy = estimated.getOrDefault("accuracy", Interval.UNDEFINED);
    double ofLabelled = weight > 0 ? expectedRight / weight : Double.NaN;
    return new EstimatedQuality(
        range.firstItem(),
        range.lastItem(),
        range.fromMillis(),
        range.toMillis(),
        range.items(),
        range.unscored(),
        estimated,
        labelled.size(),
        real,
        error,
        ofLabelled,
        ofLabelled - accuracy.value());
  }

  void write(DataOutput out, ClassList classes) throws IOException {
    range.write(out);
    WindowFormat.write(out, estimated);
    out.writeDouble(weight);
    out.writeDouble(expectedRight);
    out.writeBoolean(frozen);
    if (frozen) {
      WindowFormat.write(out, report(classes));
    } else {
      ItemFormat.write(out, labelled.values());
    }
  }

  static EstimateWindow read(DataInput in) throws IOException {
    Range range = Range.read(in);
    EstimateWindow window = new EstimateWindow(range, WindowFormat.readMeasures(in));
    window.weight = in.readDouble();
    window.expectedRight = in.readDouble();
    window.frozen = in.readBoolean();
    if (window.frozen) {
      window.report = WindowFormat.readEstimate(in, range, window.estimated);
    } else {
      ItemFormat.read(in).forEach(item -> window.labelled.put(item.item(), item));
    }
    return window;
  }
}
