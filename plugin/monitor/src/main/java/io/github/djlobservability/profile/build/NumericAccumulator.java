package io.github.djlobservability.profile.build;

import io.github.djlobservability.profile.NumericProfile;
import io.github.djlobservability.profile.ProfileLimits;
import io.github.djlobservability.profile.Row;
import io.github.djlobservability.profile.Series;
import io.github.djlobservability.profile.SeriesProfile;
import io.github.djlobservability.statistics.BinCounts;
import io.github.djlobservability.statistics.KllSketch;
import io.github.djlobservability.statistics.Moments;

/** Gathers a numeric series. Not thread-safe. */
final class NumericAccumulator implements SeriesAccumulator {

  private final Series series;
  private final int bins;
  private final Moments moments = new Moments();
  private final KllSketch sketch;
  private long nanCount;
  private long infiniteCount;

  NumericAccumulator(Series series, ProfileLimits limits, long seed) {
    this.series = series;
    this.bins = limits.bins();
    this.sketch = new KllSketch(limits.sketchSize(), seed);
  }

  @Override
  public void add(Row row) {
    double value = row.number(series);
    if (Double.isFinite(value)) {
      moments.add(value);
      sketch.add(value);
    } else if (Double.isNaN(value)) {
      nanCount++;
    } else {
      infiniteCount++;
    }
  }

  @Override
  public void merge(SeriesProfile profile) {
    if (!(profile instanceof NumericProfile other)) {
      throw new IllegalArgumentException(series.name() + " is numeric in only one of the profiles");
    }
    moments.merge(other.moments());
    sketch.merge(other.sketch());
    nanCount += other.nanCount();
    infiniteCount += other.infiniteCount();
  }

  @Override
  public NumericProfile freeze() {
    Moments seen = new Moments();
    seen.merge(moments);
    KllSketch kept = sketch.copy();
    BinCounts counts = BinCounts.of(kept, moments.minimum(), moments.maximum(), bins);
    return new NumericProfile(seen, nanCount, infiniteCount, kept, counts);
  }
}
