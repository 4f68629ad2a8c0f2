package io.github.djlobservability.telemetry.standard;

import io.github.djlobservability.config.problem.ConfigurationProblem;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurablePropagatorProvider;
import io.opentelemetry.sdk.autoconfigure.spi.internal.ConfigurableMetricReaderProvider;
import io.opentelemetry.sdk.autoconfigure.spi.logs.ConfigurableLogRecordExporterProvider;
import io.opentelemetry.sdk.autoconfigure.spi.metrics.ConfigurableMetricExporterProvider;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSamplerProvider;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Leaves out what the SDK does not know: it would refuse to start for one unknown name, and all
 * telemetry with it. Immutable.
 */
public final class KnownAttributeValues {
  private static final String NONE = "none";
  private static final String PROPAGATORS = "otel.propagators";
  private static final String SAMPLER = "otel.traces.sampler";
  private static final List<String> PROTOCOLS =
      List.of(
          "otel.exporter.otlp.protocol",
          "otel.exporter.otlp.traces.protocol",
          "otel.exporter.otlp.metrics.protocol",
          "otel.exporter.otlp.logs.protocol");

  private final ComponentLoader components;
  private final Consumer<ConfigurationProblem> problems;

  /**
   * @param components finds what there is
   * @param problems told of each value that is left out
   */
  public KnownAttributeValues(ComponentLoader components, Consumer<ConfigurationProblem> problems) {
    this.components = components;
    this.problems = problems;
  }

  /** Returns the settings to be used in place of those that have unknown values. */
  public Map<String, String> overrides(ConfigProperties config) {
    Map<String, String> overrides = new HashMap<>();
    keep(config, PROPAGATORS, propagators(), "tracecontext,baggage", overrides);
    keep(config, "otel.traces.exporter", spanExporters(), NONE, overrides);
    keep(config, "otel.metrics.exporter", metricExporters(), NONE, overrides);
    keep(config, "otel.logs.exporter", logExporters(), NONE, overrides);
    keep(config, SAMPLER, samplers(), "parentbased_always_on", overrides);
    for (String key : PROTOCOLS) {
      keep(config, key, Set.of("grpc", "http/protobuf"), "http/protobuf", overrides);
    }
    return overrides;
  }

  /**
   * @param otherwise what holds when no known value is left
   */
  private void keep(
      ConfigProperties config,
      String key,
      Set<String> known,
      String otherwise,
      Map<String, String> overrides) {
    List<String> values = config.getList(key);
    List<String> kept = new ArrayList<>();
    for (String value : values) {
      // The SDK refuses "none" beside others, too.
      boolean contradicts = value.equals(NONE) && values.size() > 1;
      if (known.contains(value) && !contradicts) {
        kept.add(value);
      } else {
        problems.accept(problem(key, value, known));
      }
    }
    if (kept.size() < values.size()) {
      overrides.put(key, kept.isEmpty() ? otherwise : String.join(",", kept));
    }
  }

  private static ConfigurationProblem problem(String key, String value, Set<String> known) {
    return new ConfigurationProblem(
        "OpenTelemetry", key, value, String.join(", ", new TreeSet<>(known)));
  }

  private Set<String> propagators() {
    return with(
        names(ConfigurablePropagatorProvider.class, ConfigurablePropagatorProvider::getName),
        "tracecontext",
        "baggage",
        NONE);
  }

  private Set<String> spanExporters() {
    return with(
        names(ConfigurableSpanExporterProvider.class, ConfigurableSpanExporterProvider::getName),
        NONE);
  }

  private Set<String> metricExporters() {
    Set<String> names =
        names(
            ConfigurableMetricExporterProvider.class, ConfigurableMetricExporterProvider::getName);
    names.addAll(
        names(ConfigurableMetricReaderProvider.class, ConfigurableMetricReaderProvider::getName));
    return with(names, NONE);
  }

  private Set<String> logExporters() {
    return with(
        names(
            ConfigurableLogRecordExporterProvider.class,
            ConfigurableLogRecordExporterProvider::getName),
        NONE);
  }

  private Set<String> samplers() {
    return with(
        names(ConfigurableSamplerProvider.class, ConfigurableSamplerProvider::getName),
        "always_on",
        "always_off",
        "traceidratio",
        "parentbased_always_on",
        "parentbased_always_off",
        "parentbased_traceidratio");
  }

  private <T> Set<String> names(Class<T> type, Function<T, String> name) {
    Set<String> names = new TreeSet<>();
    components.load(type).forEach(provider -> names.add(name.apply(provider)));
    return names;
  }

  private static Set<String> with(Set<String> names, String... more) {
    names.addAll(List.of(more));
    return names;
  }
}
