package io.github.djlobservability.telemetry.standard;

import io.github.djlobservability.config.problem.ConfigurationProblem;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Has the default hold in place of a number, a time or a word that the SDK can't read: it would
 * refuse to start for one of them, and all telemetry with it. Immutable.
 */
public final class WellFormedValues {
  private static final String SAMPLER = "otel.traces.sampler";
  private static final String SAMPLER_ARGUMENT = "otel.traces.sampler.arg";
  private static final String RESOURCE = "otel.resource.attributes";
  private static final int PORTS = 65_535;

  /** Whole numbers from 1 on. */
  private static final List<String> COUNTS =
      List.of(
          "otel.bsp.max.queue.size",
          "otel.bsp.max.export.batch.size",
          "otel.blrp.max.queue.size",
          "otel.blrp.max.export.batch.size",
          "otel.java.metrics.cardinality.limit");

  /** Whole numbers from 0 on. */
  private static final List<String> LIMITS =
      List.of(
          "otel.attribute.value.length.limit",
          "otel.attribute.count.limit",
          "otel.span.attribute.value.length.limit",
          "otel.span.attribute.count.limit",
          "otel.span.event.count.limit",
          "otel.span.link.count.limit");

  private static final String PROMETHEUS_PORT = "otel.exporter.prometheus.port";

  private static final String INTERVAL = "otel.metric.export.interval";

  /** Times from 0 on. */
  private static final List<String> TIMES =
      List.of(
          "otel.bsp.schedule.delay",
          "otel.bsp.export.timeout",
          "otel.blrp.schedule.delay",
          "otel.blrp.export.timeout",
          "otel.exporter.otlp.timeout",
          "otel.exporter.otlp.traces.timeout",
          "otel.exporter.otlp.metrics.timeout",
          "otel.exporter.otlp.logs.timeout");

  /** Words, of which the first holds where another is said. */
  private static final Map<String, List<String>> WORDS = words();

  private final Map<String, String> defaults;
  private final Consumer<ConfigurationProblem> problems;

  /**
   * @param defaults that hold in place of the SDK's
   * @param problems told of each value that is left out
   */
  public WellFormedValues(Map<String, String> defaults, Consumer<ConfigurationProblem> problems) {
    this.defaults = Map.copyOf(defaults);
    this.problems = problems;
  }

  private static Map<String, List<String>> words() {
    Map<String, List<String>> words = new LinkedHashMap<>();
    for (String signal : List.of("", "traces.", "metrics.", "logs.")) {
      words.put("otel.exporter.otlp." + signal + "compression", List.of("none", "gzip"));
    }
    words.put(
        "otel.exporter.otlp.metrics.temporality.preference",
        List.of("cumulative", "delta", "lowmemory"));
    words.put(
        "otel.exporter.otlp.metrics.default.histogram.aggregation",
        List.of("explicit_bucket_histogram", "base2_exponential_bucket_histogram"));
    words.put("otel.metrics.exemplar.filter", List.of("trace_based", "always_on", "always_off"));
    words.put("otel.java.exporter.memory_mode", List.of("immutable_data", "reusable_data"));
    return words;
  }

  /** Returns the settings to be used in place of those that can't be read. */
  public Map<String, String> overrides(ConfigProperties config) {
    Map<String, String> overrides = new HashMap<>();
    COUNTS.forEach(key -> number(config, key, 1, Integer.MAX_VALUE, overrides));
    LIMITS.forEach(key -> number(config, key, 0, Integer.MAX_VALUE, overrides));
    number(config, PROMETHEUS_PORT, 0, PORTS, overrides);
    time(config, INTERVAL, Duration.ofMillis(1), overrides);
    TIMES.forEach(key -> time(config, key, Duration.ZERO, overrides));
    ratio(config, overrides);
    WORDS.forEach((key, words) -> word(config, key, words, overrides));
    if (text(config, RESOURCE) != null && !OtlpEndpoints.isMap(config, RESOURCE)) {
      wrong(config, RESOURCE, "pairs such as name=value, with commas between them", "", overrides);
    }
    return overrides;
  }

  private void number(
      ConfigProperties config, String key, int from, int to, Map<String, String> overrides) {
    try {
      Integer value = text(config, key) == null ? null : config.getInt(key);
      if (value == null || (value >= from && value <= to)) {
        return;
      }
    } catch (ConfigurationException e) {
      // The value is said to be wrong below.
    }
    wrong(config, key, "a whole number from " + from + " to " + to, "", overrides);
  }

  private void time(
      ConfigProperties config, String key, Duration least, Map<String, String> overrides) {
    try {
      Duration value = text(config, key) == null ? null : config.getDuration(key);
      if (value == null || value.compareTo(least) >= 0) {
        return;
      }
    } catch (ConfigurationException e) {
      // The value is said to be wrong below.
    }
    wrong(config, key, "a number of milliseconds, or a time such as 5s", "", overrides);
  }

  private void ratio(ConfigProperties config, Map<String, String> overrides) {
    String sampler = config.getString(SAMPLER, "");
    if (!sampler.endsWith("traceidratio")) {
      return;
    }
    try {
      Double value =
          text(config, SAMPLER_ARGUMENT) == null ? null : config.getDouble(SAMPLER_ARGUMENT);
      if (value == null || (value >= 0 && value <= 1)) {
        return;
      }
    } catch (ConfigurationException e) {
      // The value is said to be wrong below.
    }
    wrong(config, SAMPLER_ARGUMENT, "a number from 0 to 1", "1", overrides);
  }

  private void word(
      ConfigProperties config, String key, List<String> words, Map<String, String> overrides) {
    String value = text(config, key);
    if (value != null && !words.contains(value.toLowerCase(Locale.ROOT))) {
      wrong(config, key, String.join(", ", words), words.get(0), overrides);
    }
  }

  private void wrong(
      ConfigProperties config,
      String key,
      String allowed,
      String sdkDefault,
      Map<String, String> overrides) {
    problems.accept(
        new ConfigurationProblem(
            "OpenTelemetry",
            key,
            config.getString(key),
            allowed + "; until then the default holds"));
    overrides.put(key, defaults.getOrDefault(key, sdkDefault));
  }

  private static @Nullable String text(ConfigProperties config, String key) {
    String text = config.getString(key);
    return text == null || text.isBlank() ? null : text;
  }
}
