package io.github.djlobservability.telemetry;

import io.github.djlobservability.config.ConfigurationProblem;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.declarativeconfig.DeclarativeConfigurationCustomizerProvider;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Starts an SDK of our own from the standard settings.
 *
 * @see <a href="https://opentelemetry.io/docs/languages/java/configuration/">SDK configuration</a>
 */
final class SdkStarter {
  private static final String NONE = "none";
  static final List<String> SIGNALS = List.of("traces", "metrics", "logs");

  private final Versions versions;
  private final ComponentLoader components;
  private final KnownAttributeValues known;
  private final ExportWatch exports = new ExportWatch();
  private final Destination destination = new Destination();
  private final ModelMeters models;
  private boolean hasModels;

  /**
   * @param problems told of settings that are left out
   */
  SdkStarter(Versions versions, Consumer<ConfigurationProblem> problems) {
    this.versions = versions;
    components = components(versions);
    known = new KnownAttributeValues(components, problems);
    models = new ModelMeters(versions.plugin());
  }

  OwnSdk start() {
    SdkLog log = SdkLog.install();
    try {
      OpenTelemetrySdk sdk = build();
      return new OwnSdk(sdk, hasModels ? models : null, exports, destination.words());
    } catch (RuntimeException | LinkageError e) {
      log.remove();
      throw e;
    }
  }

  private OpenTelemetrySdk build() {
    return AutoConfiguredOpenTelemetrySdk.builder()
        .setComponentLoader(components)
        // The plugin stops the SDK itself, within a bound.
        .disableShutdownHook()
        .addPropertiesSupplier(SdkStarter::defaults)
        .addPropertiesCustomizer(known::overrides)
        .addPropertiesCustomizer(SdkStarter::withoutEndpointNoExport)
        .addPropertiesCustomizer(destination::read)
        .addResourceCustomizer((resource, config) -> OurResource.addTo(resource, versions))
        .addSamplerCustomizer((sampler, config) -> new ModelSampler(sampler))
        .addSpanExporterCustomizer(
            (exporter, config) -> new WatchedExporters.Spans(exporter, exports.signal("traces")))
        .addMetricExporterCustomizer(this::customized)
        .addLogRecordExporterCustomizer(
            (exporter, config) -> new WatchedExporters.Logs(exporter, exports.signal("logs")))
        .addMeterProviderCustomizer(
            (builder, config) -> {
              hasModels = true;
              return builder.registerMetricProducer(models);
            })
        .build()
        .getOpenTelemetrySdk();
  }

  /** Several exporters may each want sums of their own; then all get those since the start. */
  private MetricExporter customized(MetricExporter exporter, ConfigProperties config) {
    if (config.getList("otel.metrics.exporter").size() <= 1) {
      models.follow(exporter, exporter);
    }
    return new WatchedExporters.Metrics(exporter, exports.signal("metrics"));
  }

  /**
   * Returns the settings that hold where the user says nothing. Writing spans down with reused
   * objects makes no garbage, and takes twice the time of making them anew.
   */
  private static Map<String, String> defaults() {
    return Map.of(
        "otel.exporter.otlp.protocol", "http/protobuf",
        "otel.java.experimental.exporter.memory_mode", "immutable_data");
  }

  /**
   * Without an endpoint the SDK would try localhost, and complain for ever. And a span that nobody
   * will see need not be recorded.
   */
  static Map<String, String> withoutEndpointNoExport(ConfigProperties config) {
    Map<String, String> overrides = new HashMap<>();
    for (String signal : SIGNALS) {
      String exporter = "otel." + signal + ".exporter";
      boolean endpoint =
          config.getString("otel.exporter.otlp.endpoint") != null
              || config.getString("otel.exporter.otlp." + signal + ".endpoint") != null;
      if (!endpoint && config.getString(exporter) == null) {
        overrides.put(exporter, NONE);
      }
    }
    if (NONE.equals(overrides.get("otel.traces.exporter"))
        && config.getString("otel.traces.sampler") == null) {
      overrides.put("otel.traces.sampler", "parentbased_always_off");
    }
    return overrides;
  }

  /** Finds components in our own jar, whatever the context class loader of the server's threads. */
  private static ComponentLoader components(Versions versions) {
    ComponentLoader inOurJar = ComponentLoader.forClassLoader(SdkStarter.class.getClassLoader());
    return new ComponentLoader() {
      @Override
      public <T> Iterable<T> load(Class<T> type) {
        List<T> found = new ArrayList<>();
        inOurJar.load(type).forEach(found::add);
        if (type == DeclarativeConfigurationCustomizerProvider.class) {
          found.add(type.cast(new DeclarativeResource(versions)));
        }
        return found;
      }
    };
  }
}
