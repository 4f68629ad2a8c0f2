package io.github.djlobservability.privacy;

import io.github.djlobservability.disclosure.HiddenValue;
import io.github.djlobservability.disclosure.ValuePolicy;
import io.github.djlobservability.quality.QualityReport;
import io.github.djlobservability.quality.measure.ClassQuality;
import io.github.djlobservability.quality.measure.SegmentQuality;
import io.github.djlobservability.quality.measure.WindowQuality;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Shows how right a model is without the names of classes and the values of segments that may not
 * be seen. Those stand as {@code (other)}, {@code (other) 2} and so on. Immutable.
 */
public final class ShownQuality {
  private static final String PREDICTION = "prediction";

  private final ValuePolicy policy;
  private final @Nullable String positiveClass;
  private final boolean told;

  /**
   * @param positiveClass a class that the settings name; null for none
   * @param told whether a reference tells the classes, so that those that may not be seen are held
   *     as hashes
   */
  public ShownQuality(ValuePolicy policy, @Nullable String positiveClass, boolean told) {
    this.policy = policy;
    this.positiveClass = positiveClass;
    this.told = told;
  }

  /** Returns a report as it may be seen. */
  public QualityReport of(QualityReport report) {
    Map<String, String> names = names(report.classes());
    Map<String, Map<String, String>> segments = segments(report.windows());
    String positive = report.positiveClass();
    List<String> warnings = new ArrayList<>(report.warnings());
    if (positive != null && !isSeen(positive) && positiveClass == null) {
      warnings.add(
          "precision and recall are of one of two classes whose names are hidden;"
              + " observability.positive-class says which");
    }
    return new QualityReport(
        report.task(),
        report.classes().stream().map(name -> names.getOrDefault(name, name)).toList(),
        positive == null ? null : names.getOrDefault(positive, HiddenValue.SHOWN),
        report.predictedItems(),
        report.labelledItems(),
        report.openItems(),
        report.windows().stream().map(window -> shown(window, names, segments)).toList(),
        report.reference(),
        report.estimates(),
        report.concept(),
        warnings);
  }

  private Map<String, String> names(List<String> classes) {
    Map<String, String> names = new HashMap<>();
    int others = classes.contains(HiddenValue.SHOWN) ? 1 : 0;
    for (String name : classes) {
      if (isSeen(name)) {
        names.put(name, name);
      } else {
        others++;
        names.put(name, others == 1 ? HiddenValue.SHOWN : HiddenValue.SHOWN + " " + others);
      }
    }
    return names;
  }

  /** Returns a class as it may be seen. */
  public String className(String name) {
    return isSeen(name) ? name : HiddenValue.SHOWN;
  }

  private boolean isSeen(String name) {
    if (HiddenValue.is(name)) {
      return false;
    }
    return told
        || policy.shows(PREDICTION)
        || name.equals(positiveClass)
        || name.equals(HiddenValue.SHOWN)
        || name.equals("true")
        || name.equals("false")
        || HeldCategories.isShortNumber(name);
  }

  /** Names each feature's values, the newest window's first: the same in all of them. */
  private static Map<String, Map<String, String>> segments(List<WindowQuality> windows) {
    Map<String, Set<String>> values = new HashMap<>();
    for (WindowQuality window : windows) {
      for (SegmentQuality segment : window.segments()) {
        values
            .computeIfAbsent(segment.feature(), feature -> new LinkedHashSet<>())
            .add(segment.value());
      }
    }
    Map<String, Map<String, String>> names = new HashMap<>();
    values.forEach(
        (feature, all) -> {
          List<String> held = List.copyOf(all);
          List<String> shown = HiddenValue.shown(held);
          Map<String, String> of = new HashMap<>();
          for (int i = 0; i < held.size(); i++) {
            of.put(held.get(i), shown.get(i));
          }
          names.put(feature, of);
        });
    return names;
  }

  private static WindowQuality shown(
      WindowQuality window, Map<String, String> names, Map<String, Map<String, String>> segments) {
    return new WindowQuality(
        window.firstItem(),
        window.lastItem(),
        window.fromMillis(),
        window.toMillis(),
        window.items(),
        window.weight(),
        window.measures(),
        window.classes().stream().map(each -> shown(each, names)).toList(),
        window.confusion(),
        window.segments().stream().map(segment -> shown(segment, segments)).toList());
  }

  private static ClassQuality shown(ClassQuality of, Map<String, String> names) {
    return new ClassQuality(
        names.getOrDefault(of.name(), HiddenValue.SHOWN),
        of.labelled(),
        of.predicted(),
        of.precision(),
        of.recall(),
        of.f1());
  }

  private static SegmentQuality shown(
      SegmentQuality segment, Map<String, Map<String, String>> names) {
    String value =
        names
            .getOrDefault(segment.feature(), Map.of())
            .getOrDefault(segment.value(), HiddenValue.SHOWN);
    return new SegmentQuality(segment.feature(), value, segment.items(), segment.measures());
  }
}
