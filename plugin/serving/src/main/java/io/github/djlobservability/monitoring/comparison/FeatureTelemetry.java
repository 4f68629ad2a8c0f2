package io.github.djlobservability.monitoring.comparison;

import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.telemetry.Instruments;
import io.github.djlobservability.telemetry.definition.FeatureMetric;
import io.opentelemetry.api.common.Attributes;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Makes what counts a model's values, and has the counts read whenever metrics are collected. The
 * models share the series that a metric can have. To be used by one thread.
 */
public final class FeatureTelemetry {
  /** Leaves as many series to extra values, and to what is past it. */
  private static final int KNOWN_VIOLATIONS = Instruments.MAX_SERIES / 2;

  private final Instruments<FeatureMetric> instruments;
  private final Set<Attributes> knownViolations = new HashSet<>();
  private final SeriesBudget values = new SeriesBudget(Instruments.MAX_SERIES);

  /**
   * @param readings what is counted at the moment; asked by any thread
   */
  public FeatureTelemetry(
      Instruments<FeatureMetric> instruments, Supplier<Collection<ValueCounter.Reading>> readings) {
    this.instruments = instruments;
    instruments.observe(to -> readings.get().forEach(reading -> reading.writeTo(to)));
  }

  public ViolationCounter violations(ModelId model, ReferenceProfile profile) {
    return new ViolationCounter(model, profile, instruments, this::makeKnown);
  }

  /** A first violation is an increase only where there was a zero before. */
  private void makeKnown(Attributes attributes) {
    if (knownViolations.size() < KNOWN_VIOLATIONS && knownViolations.add(attributes)) {
      instruments.showZero(FeatureMetric.VIOLATIONS, attributes);
    }
  }

  public ValueCounter values(ModelId model, ReferenceProfile profile) {
    return new ValueCounter(model, profile, values);
  }
}
