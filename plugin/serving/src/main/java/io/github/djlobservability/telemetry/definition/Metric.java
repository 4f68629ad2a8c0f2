package io.github.djlobservability.telemetry.definition;

import com.google.errorprone.annotations.Immutable;
import io.github.djlobservability.config.value.MetricLevel;
import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/**
 * A metric that the plugin exports. The metrics of each area are the constants of one enum, and all
 * that is to be known of a metric stands there.
 */
public sealed interface Metric
    permits DriftMetric,
        EngineMetric,
        FeatureMetric,
        FeedbackMetric,
        GenAiMetric,
        HardwareMetric,
        HttpMetric,
        LoadMetric,
        ModelMetric,
        PluginMetric,
        QualityMetric {

  /** Returns all that is to be known of it. */
  Definition definition();

  /**
   * All that is to be known of a metric.
   *
   * @param name as it is exported
   * @param instrument how it is measured
   * @param text what it measures: the first sentence is exported, and docs/telemetry.md has all
   * @param attributes those that its series can have
   * @param level the lowest level that has it
   */
  // The list is a copy that can't be changed.
  @Immutable
  @SuppressWarnings("Immutable")
  record Definition(
      String name,
      Instrument instrument,
      String text,
      List<AttributeKey<?>> attributes,
      MetricLevel level) {

    /** Copies the list. */
    public Definition {
      attributes = List.copyOf(attributes);
    }

    /** Defines a metric that alerts or a first look need. */
    static Definition essential(
        String name, Instrument instrument, String text, List<AttributeKey<?>> attributes) {
      return new Definition(name, instrument, text, attributes, MetricLevel.ESSENTIAL);
    }

    /** Defines a metric that says why. */
    static Definition standard(
        String name, Instrument instrument, String text, List<AttributeKey<?>> attributes) {
      return new Definition(name, instrument, text, attributes, MetricLevel.STANDARD);
    }

    /** Defines a metric that only those get who ask for all. */
    static Definition ofAll(
        String name, Instrument instrument, String text, List<AttributeKey<?>> attributes) {
      return new Definition(name, instrument, text, attributes, MetricLevel.ALL);
    }

    /** Returns the sentence that is exported. */
    public String description() {
      int end = text.indexOf(". ");
      return end < 0 ? text : text.substring(0, end + 1);
    }
  }
}
