package io.github.djlobservability.quality.measure;

import io.github.djlobservability.statistics.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Measures windows of labelled items, all of them and segment by segment. */
public final class WindowMeasurement {

  /**
   * A feature's values past this many are not told apart: those that come first in the window are.
   */
  public static final int MAX_SEGMENTS = 20;

  /** Stands for the segments beyond the most. */
  public static final String OTHER = "(other)";

  /** Stands for items without a segment. */
  public static final String NONE = "(none)";

  private final Task task;
  private final ClassList classes;
  private final QualitySettings settings;

  /** Measures windows of a task. */
  public WindowMeasurement(Task task, ClassList classes, QualitySettings settings) {
    this.task = task;
    this.classes = classes;
    this.settings = settings;
  }

  /** Measures these items, at least one. */
  public WindowQuality of(List<LabelledItem> items) {
    ClassifiedItems classified = hasClasses() ? new ClassifiedItems(classes, items) : null;
    return new WindowQuality(
        items.stream().mapToLong(LabelledItem::item).min().orElse(0),
        items.stream().mapToLong(LabelledItem::item).max().orElse(0),
        items.stream().mapToLong(LabelledItem::predictedAtMillis).min().orElse(0),
        items.stream().mapToLong(LabelledItem::predictedAtMillis).max().orElse(0),
        items.size(),
        items.stream().mapToDouble(LabelledItem::weight).sum(),
        classified == null ? measures(items) : classified.measures(),
        classified == null ? List.of() : classified.perClass(),
        classified == null ? List.of() : classified.confusion().rows(),
        segments(items));
  }

  private Map<String, Interval> measures(List<LabelledItem> items) {
    return switch (task) {
      case REGRESSION -> new PredictedNumbers(items).measures();
      case TRANSCRIPTION -> new TranscribedItems(items).measures();
      case BINARY, MULTICLASS -> new ClassifiedItems(classes, items).measures();
    };
  }

  private boolean hasClasses() {
    return task == Task.BINARY || task == Task.MULTICLASS;
  }

  private List<SegmentQuality> segments(List<LabelledItem> items) {
    List<SegmentQuality> found = new ArrayList<>();
    for (int i = 0; i < settings.segments().size(); i++) {
      String feature = settings.segments().get(i);
      Map<String, List<LabelledItem>> values = new LinkedHashMap<>();
      for (LabelledItem item : items) {
        values.computeIfAbsent(value(item, i, values), v -> new ArrayList<>()).add(item);
      }
      values.entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .map(e -> segment(feature, e.getKey(), e.getValue()))
          .forEach(found::add);
    }
    return found;
  }

  private SegmentQuality segment(String feature, String value, List<LabelledItem> items) {
    return new SegmentQuality(feature, value, items.size(), measures(items));
  }

  private static String value(LabelledItem item, int segment, Map<String, ?> known) {
    @Nullable String value = segment < item.segments().size() ? item.segments().get(segment) : null;
    String named = value == null ? NONE : value;
    return known.containsKey(named) || known.size() < MAX_SEGMENTS ? named : OTHER;
  }
}
