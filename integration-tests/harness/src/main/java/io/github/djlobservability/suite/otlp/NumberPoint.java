package io.github.djlobservability.suite.otlp;

import java.util.List;
import java.util.Map;

/** The value of a sum or a gauge for one set of attributes, from the start of the server on. */
public record NumberPoint(
    Instrument instrument,
    Map<String, Object> attributes,
    double value,
    List<Exemplar> exemplars,
    Map<String, Object> resource)
    implements MetricPoint {

  @Override
  public NumberPoint plus(MetricPoint other) {
    NumberPoint number = (NumberPoint) other;
    return with(value + number.value, MetricPoint.exemplarsOf(this, other));
  }

  @Override
  public NumberPoint withExemplarsOf(MetricPoint earlier) {
    return with(value, MetricPoint.exemplarsOf(earlier, this));
  }

  private NumberPoint with(double newValue, List<Exemplar> newExemplars) {
    return new NumberPoint(instrument, attributes, newValue, newExemplars, resource);
  }
}
