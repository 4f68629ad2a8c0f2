package io.github.djlobservability.monitoring.comparison;

import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Row;
import io.github.djlobservability.profile.Series;
import io.github.djlobservability.profile.SeriesBins;
import io.github.djlobservability.state.Sha256;
import io.github.djlobservability.telemetry.Instruments;
import io.github.djlobservability.telemetry.Measurements;
import io.github.djlobservability.telemetry.ModelAttributes;
import io.github.djlobservability.telemetry.definition.DriftKeys;
import io.github.djlobservability.telemetry.definition.FeatureMetric;
import io.opentelemetry.api.common.Attributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the values of a model's features over the reference's bins. Not thread-safe; what {@link
 * #read()} returns is.
 *
 * <p>Memory: 8 bytes a bin, and its attributes once.
 */
public final class ValueCounter {
  private static final Logger LOGGER = LoggerFactory.getLogger(ValueCounter.class);

  /** Enough to tell apart the references that a fleet has within a window. */
  private static final int ID_DIGITS = 12;

  private final SeriesBudget budget;
  private final Attributes model;
  private final List<FeatureBins> exported = new ArrayList<>();
  private final int leftOut;

  /**
   * @param budget what is taken from as far as it goes, feature by feature
   */
  ValueCounter(ModelId id, ReferenceProfile profile, SeriesBudget budget) {
    this.budget = budget;
    this.model = ModelAttributes.of(id).build();
    List<SeriesBins> all =
        profile.schema().series().stream()
            .filter(series -> series.feature().role() != FeatureRole.TARGET)
            .map(series -> new SeriesBins(profile, series))
            .toList();
    String reference = idOf(all);
    for (SeriesBins bins : all) {
      if (budget.take(bins.size())) {
        exported.add(new FeatureBins(id, bins, reference));
      }
    }
    this.leftOut = all.size() - exported.size();
    if (leftOut > 0) {
      LOGGER.warn(
          "Model {}: the values of {} of {} features aren't exported, as there would be more than"
              + " {} series",
          id,
          leftOut,
          all.size(),
          Instruments.MAX_SERIES);
    }
  }

  /** The same for the same bins and shares, wherever it is asked; else most likely another. */
  private static String idOf(List<SeriesBins> all) {
    String described = all.stream().map(ValueCounter::text).collect(Collectors.joining());
    return Sha256.hex(described).substring(0, ID_DIGITS);
  }

  private static String text(SeriesBins bins) {
    StringBuilder text = new StringBuilder(bins.series().name());
    for (int bin = 0; bin < bins.size(); bin++) {
      text.append('\n').append(bins.label(bin)).append('\t').append(bins.share(bin));
    }
    return text.append('\n').toString();
  }

  /** Counts each value of a row of the reference's schema. */
  void count(Row row) {
    for (FeatureBins feature : exported) {
      feature.counts[feature.bins.indexOf(row)]++;
    }
  }

  /** Takes counts by the name of a series, instead of counting rows. */
  void take(Function<String, long[]> totals) {
    for (FeatureBins feature : exported) {
      long[] known = totals.apply(feature.bins.series().name());
      System.arraycopy(known, 0, feature.counts, 0, Math.min(known.length, feature.counts.length));
    }
  }

  /** Returns how the counts stand; for any thread, for ever. */
  Reading read() {
    return new Reading(model, leftOut, exported.stream().map(FeatureBins::read).toList());
  }

  /** Gives its series back to the budget; it must not be read any more. */
  void close() {
    exported.forEach(feature -> budget.giveBack(feature.bins.size()));
    exported.clear();
  }

  /**
   * The counts of a model at a moment.
   *
   * @param leftOut features that are not counted
   */
  public record Reading(Attributes model, int leftOut, List<FeatureReading> features) {
    void writeTo(Measurements<FeatureMetric> to) {
      to.record(FeatureMetric.LEFT_OUT, leftOut, model);
      features.forEach(feature -> feature.writeTo(to));
    }
  }

  /** One feature's; all lists are one entry a bin. */
  record FeatureReading(List<Attributes> attributes, List<Double> shares, List<Long> counts) {
    void writeTo(Measurements<FeatureMetric> to) {
      for (int bin = 0; bin < counts.size(); bin++) {
        to.record(FeatureMetric.VALUES, counts.get(bin), attributes.get(bin));
        to.record(FeatureMetric.REFERENCE_SHARE, shares.get(bin), attributes.get(bin));
      }
    }
  }

  private static final class FeatureBins {
    private final SeriesBins bins;
    private final long[] counts;
    private final List<Attributes> attributes = new ArrayList<>();
    private final List<Double> shares = new ArrayList<>();

    FeatureBins(ModelId model, SeriesBins bins, String reference) {
      this.bins = bins;
      this.counts = new long[bins.size()];
      Series series = bins.series();
      for (int bin = 0; bin < counts.length; bin++) {
        shares.add(bins.share(bin));
        attributes.add(
            ModelAttributes.of(model, series.name())
                .put(DriftKeys.BIN, bins.label(bin))
                .put(DriftKeys.REFERENCE_ID, reference)
                .build());
      }
    }

    FeatureReading read() {
      List<Long> now = new ArrayList<>(counts.length);
      for (long count : counts) {
        now.add(count);
      }
      return new FeatureReading(attributes, shares, now);
    }
  }
}
