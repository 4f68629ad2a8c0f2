package io.github.djlobservability.quality.measure;

import io.github.djlobservability.statistics.Interval;
import java.util.Map;

/**
 * How right a model is for the items of a segment.
 *
 * @param feature by whose value items are told apart
 * @param value the value; {@code (none)} where items have none, {@code (other)} past the first 20
 * @param items how many
 * @param measures by name
 */
public record SegmentQuality(
    String feature, String value, long items, Map<String, Interval> measures) {}
