package io.github.djlobservability.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.semconv.ServiceAttributes;
import io.opentelemetry.semconv.TelemetryAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Starts an SDK of our own from the standard settings.
 *
 * @see <a href="https://opentelemetry.io/docs/languages/java/configuration/">SDK configuration</a>
 */
final class SdkStarter {
  private static final String DISTRO = "djl-serving-observability";
  private static final String DEFAULT_SERVICE = "djl-serving";
  private static final String NONE = "none";
  private static final List<String> SIGNALS = List.of("traces", "metrics", "logs");

  private SdkStarter() {}

  static OpenTelemetrySdk start(Versions versions) {
    return AutoConfiguredOpenTelemetrySdk.builder()
        // Our own jar has the exporters; the server's threads may have any context class loader.
        .setServiceClassLoader(SdkStarter.class.getClassLoader())
        // The plugin stops the SDK itself, within a bound.
        .disableShutdownHook()
        .addPropertiesSupplier(() -> Map.of("otel.exporter.otlp.protocol", "http/protobuf"))
        .addPropertiesCustomizer(SdkStarter::withoutEndpointNoExport)
        .addResourceCustomizer((resource, config) -> resource(versions, resource))
        .addSamplerCustomizer((sampler, config) -> new ModelSampler(sampler))
        .build()
        .getOpenTelemetrySdk();
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

  static Resource resource(Versions versions, Resource configured) {
    AttributesBuilder attributes =
        Attributes.builder()
            .put("djl.serving.version", versions.djl())
            .put(TelemetryAttributes.TELEMETRY_DISTRO_NAME, DISTRO)
            .put(TelemetryAttributes.TELEMETRY_DISTRO_VERSION, versions.plugin());
    String service = configured.getAttribute(ServiceAttributes.SERVICE_NAME);
    if (service == null || service.toLowerCase(Locale.ROOT).startsWith("unknown_service")) {
      attributes.put(ServiceAttributes.SERVICE_NAME, DEFAULT_SERVICE);
    }
    return configured.merge(Resource.create(attributes.build()));
  }
}
