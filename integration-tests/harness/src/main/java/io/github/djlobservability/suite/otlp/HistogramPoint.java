package io.github.djlobservability.suite.otlp;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A histogram for one set of attributes, from the start of the server on.
 *
 * @param sum in the unit of the instrument
 * @param min not a number if it was not sent
 * @param max not a number if it was not sent
 * @param bounds the upper bounds of all buckets but the last
 * @param bucketCounts one more than the bounds
 */
public record HistogramPoint(
    Instrument instrument,
    Map<String, Object> attributes,
    long count,
    double sum,
    double min,
    double max,
    List<Double> bounds,
    List<Long> bucketCounts,
    List<Exemplar> exemplars,
    Map<String, Object> resource)
    implements MetricPoint {

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if their buckets differ
   */
  @Override
  public HistogramPoint plus(MetricPoint other) {
    HistogramPoint histogram = (HistogramPoint) other;
    if (!bounds.equals(histogram.bounds)) {
      throw new IllegalArgumentException(
          instrument.name() + " has buckets " + bounds + " and " + histogram.bounds);
    }
    return new HistogramPoint(
        instrument,
        attributes,
        count + histogram.count,
        sum + histogram.sum,
        Math.min(min, histogram.min),
        Math.max(max, histogram.max),
        bounds,
        IntStream.range(0, bucketCounts.size())
            .mapToObj(i -> bucketCounts.get(i) + histogram.bucketCounts.get(i))
            .toList(),
        MetricPoint.exemplarsOf(this, other),
        resource);
  }

  @Override
  public HistogramPoint withExemplarsOf(MetricPoint earlier) {
    return new HistogramPoint(
        instrument,
        attributes,
        count,
        sum,
        min,
        max,
        bounds,
        bucketCounts,
        MetricPoint.exemplarsOf(earlier, this),
        resource);
  }
}
