package io.github.djlobservability.telemetry;

import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.semconv.ServiceAttributes;
import io.opentelemetry.semconv.TelemetryAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds to the resource who speaks, unless the user has said so. */
final class OurResource {
  private static final String DISTRO = "djl-serving-observability";
  private static final String DEFAULT_SERVICE = "djl-serving";

  private OurResource() {}

  /**
   * Returns the attributes to add.
   *
   * @param service the service's name as it is configured; null without one
   */
  static Map<String, String> attributes(Versions versions, @Nullable String service) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("djl.serving.version", versions.djl());
    attributes.put(TelemetryAttributes.TELEMETRY_DISTRO_NAME.getKey(), DISTRO);
    attributes.put(TelemetryAttributes.TELEMETRY_DISTRO_VERSION.getKey(), versions.plugin());
    // The SDK says unknown_service, with the process's name behind it, when nobody said anything.
    if (service == null || service.startsWith("unknown_service")) {
      attributes.put(ServiceAttributes.SERVICE_NAME.getKey(), DEFAULT_SERVICE);
    }
    return attributes;
  }

  /** Adds ours to a resource that was configured by properties. */
  static Resource addTo(Resource configured, Versions versions) {
    var builder = configured.toBuilder();
    attributes(versions, configured.getAttribute(ServiceAttributes.SERVICE_NAME))
        .forEach(builder::put);
    return builder.build();
  }
}
