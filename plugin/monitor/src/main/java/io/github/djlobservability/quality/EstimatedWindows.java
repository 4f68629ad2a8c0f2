package io.github.djlobservability.quality;

import io.github.djlobservability.quality.measure.ClassList;
import io.github.djlobservability.quality.measure.LabelledItem;
import io.github.djlobservability.quality.measure.PredictedItem;
import io.github.djlobservability.quality.measure.QualitySettings;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Items window by window as they are predicted, estimated at the end of each, and compared with
 * their labels as those come. Not thread-safe.
 */
final class EstimatedWindows {

  static final int KEPT = 100;

  /** Labels of all windows that are held at most. */
  private static final int MAX_LABELS = 200_000;

  private final QualitySettings settings;
  private final ScoreCalibration calibration;
  private final ExpectedItems open;
  private final Deque<EstimateWindow> closed = new ArrayDeque<>();

  /** Labels that have come for items of the open window. */
  private final Map<Long, LabelledItem> early = new LinkedHashMap<>();

  private long firstItem;
  private long lastItem;
  private long fromMillis;
  private long unscored;

  EstimatedWindows(QualitySettings settings, ScoreCalibration calibration) {
    this.settings = settings;
    this.calibration = calibration;
    open = new ExpectedItems(calibration);
  }

  /** Takes in an item as it is predicted; whether it fills a window. */
  boolean predicted(PredictedItem item) {
    if (open.size() + unscored == 0) {
      firstItem = item.item();
      fromMillis = item.predictedAtMillis();
    }
    lastItem = item.item();
    ScoreCalibration.Expected expected =
        calibration.expected(item.prediction(), item.probabilities());
    if (expected == null) {
      unscored++;
    } else {
      open.add(expected);
    }
    long items = open.size() + unscored;
    if (!open.isFull() && !settings.window().isFull(items, fromMillis, item.predictedAtMillis())) {
      return false;
    }
    if (open.size() > 0) {
      close(item.predictedAtMillis());
    }
    early.clear();
    open.clear();
    unscored = 0;
    return true;
  }

  private void close(long toMillis) {
    EstimateWindow.Range range =
        new EstimateWindow.Range(firstItem, lastItem, fromMillis, toMillis, open.size(), unscored);
    EstimateWindow window = new EstimateWindow(range, open.measures());
    early.values().forEach(item -> add(window, item));
    closed.addFirst(window);
    if (closed.size() > KEPT) {
      closed.removeLast();
    }
  }

  private void add(EstimateWindow window, LabelledItem item) {
    ScoreCalibration.Expected expected =
        calibration.expected(item.prediction(), item.probabilities());
    if (expected != null) {
      window.add(item, expected.right());
    }
  }

  /** Takes in a label, which may come before its window is full. */
  void labelled(LabelledItem item, ClassList classes) {
    if (open.size() + unscored > 0 && item.item() >= firstItem) {
      if (early.size() < MAX_LABELS) {
        early.put(item.item(), item);
      }
      return;
    }
    int labels = 0;
    for (EstimateWindow window : closed) {
      if (window.includes(item.item())) {
        add(window, item);
        if (window.isComplete()) {
          window.freeze(classes);
        }
      }
      labels += window.labels();
      if (labels > MAX_LABELS) {
        window.freeze(classes);
      }
    }
  }

  /** Forgets the ids of items that are erased. */
  void forget(Predicate<String> ids) {
    early.replaceAll((number, item) -> item.without(ids));
    closed.forEach(window -> window.forget(ids));
  }

  /** Returns the last full windows, newest first. */
  List<EstimatedQuality> closed(ClassList classes) {
    return closed.stream().map(window -> window.report(classes)).toList();
  }

  void write(DataOutput out, ClassList classes) throws IOException {
    for (long number : new long[] {firstItem, lastItem, fromMillis, unscored}) {
      out.writeLong(number);
    }
    open.write(out);
    ItemFormat.write(out, early.values());
    out.writeInt(closed.size());
    for (EstimateWindow window : closed) {
      window.write(out, classes);
    }
  }

  void read(DataInput in) throws IOException {
    firstItem = in.readLong();
    lastItem = in.readLong();
    fromMillis = in.readLong();
    unscored = in.readLong();
    open.read(in);
    early.clear();
    ItemFormat.read(in).forEach(item -> early.put(item.item(), item));
    closed.clear();
    int size = StateLimits.size(in.readInt(), KEPT);
    for (int i = 0; i < size; i++) {
      closed.addLast(EstimateWindow.read(in));
    }
  }
}
