package io.github.djlobservability.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.resources.ResourceBuilder;
import io.opentelemetry.semconv.ServiceAttributes;
import io.opentelemetry.semconv.TelemetryAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds to the resource who speaks, unless the user has said so. */
final class OurResource {
  private static final String DISTRO = "djl-serving-observability";
  private static final String DEFAULT_SERVICE = "djl-serving";

  // Still in development, so not among the stable conventions' constants.
  private static final AttributeKey<String> HOST_NAME = AttributeKey.stringKey("host.name");
  private static final AttributeKey<Long> PROCESS_ID = AttributeKey.longKey("process.pid");
  private static final AttributeKey<String> CONTAINER_ID = AttributeKey.stringKey("container.id");
  private static final AttributeKey<String> INSTANCE_ID =
      AttributeKey.stringKey("service.instance.id");

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

  /** Returns what the platform tells of the process. */
  static Map<AttributeKey<?>, Object> ofPlatform(Platform platform) {
    Map<AttributeKey<?>, Object> attributes = new LinkedHashMap<>();
    putKnown(attributes, HOST_NAME, platform.hostName());
    putKnown(attributes, PROCESS_ID, ProcessHandle.current().pid());
    putKnown(attributes, CONTAINER_ID, platform.containerId());
    putKnown(attributes, INSTANCE_ID, platform.instanceId());
    return attributes;
  }

  private static void putKnown(
      Map<AttributeKey<?>, Object> attributes, AttributeKey<?> key, @Nullable Object value) {
    if (value != null) {
      attributes.put(key, value);
    }
  }

  /** Adds ours to a resource that was configured by properties; what that has stays. */
  static Resource addTo(Resource configured, Versions versions) {
    var builder = configured.toBuilder();
    attributes(versions, configured.getAttribute(ServiceAttributes.SERVICE_NAME))
        .forEach(builder::put);
    ofPlatform(Platform.ofThisProcess())
        .forEach(
            (key, value) -> {
              if (configured.getAttribute(key) == null) {
                put(builder, key, value);
              }
            });
    return builder.build();
  }

  private static void put(ResourceBuilder builder, AttributeKey<?> key, Object value) {
    if (value instanceof Long number) {
      builder.put(key.getKey(), number);
    } else {
      builder.put(key.getKey(), value.toString());
    }
  }
}
