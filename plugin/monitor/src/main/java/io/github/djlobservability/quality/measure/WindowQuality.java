package io.github.djlobservability.quality.measure;

import io.github.djlobservability.statistics.Interval;
import java.util.List;
import java.util.Map;

/**
 * How right a model was in a window of labelled items.
 *
 * @param firstItem the lowest number of an item in it
 * @param lastItem the highest
 * @param fromMillis when the model answered the first, in milliseconds of the epoch
 * @param toMillis when it answered the last
 * @param items how many
 * @param weight of the items together
 * @param measures by name
 * @param classes class by class; empty for a regression
 * @param confusion weights by label (row) and prediction (column), in the order of the classes of
 *     the report; empty for a regression
 * @param segments segment by segment
 */
public record WindowQuality(
    long firstItem,
    long lastItem,
    long fromMillis,
    long toMillis,
    long items,
    double weight,
    Map<String, Interval> measures,
    List<ClassQuality> classes,
    List<List<Double>> confusion,
    List<SegmentQuality> segments) {

  /** Returns this without classes and segments. */
  public WindowQuality brief() {
    return new WindowQuality(
        firstItem,
        lastItem,
        fromMillis,
        toMillis,
        items,
        weight,
        measures,
        List.of(),
        confusion,
        List.of());
  }
}
