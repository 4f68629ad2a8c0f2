package io.github.djlobservability.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.autoconfigure.declarativeconfig.DeclarativeConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.declarativeconfig.DeclarativeConfigurationCustomizerProvider;
import io.opentelemetry.sdk.autoconfigure.declarativeconfig.model.AttributeNameValueModel;
import io.opentelemetry.sdk.autoconfigure.declarativeconfig.model.AttributeTypeModel;
import io.opentelemetry.sdk.autoconfigure.declarativeconfig.model.OpenTelemetryConfigurationModel;
import io.opentelemetry.sdk.autoconfigure.declarativeconfig.model.ResourceModel;
import io.opentelemetry.semconv.ServiceAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Adds our resource to a declarative configuration, which takes no notice of customizers that are
 * given in code.
 */
final class DeclarativeResource implements DeclarativeConfigurationCustomizerProvider {
  private final Versions versions;

  DeclarativeResource(Versions versions) {
    this.versions = versions;
  }

  @Override
  public void customize(DeclarativeConfigurationCustomizer customizer) {
    customizer.addModelCustomizer(this::withResource);
  }

  OpenTelemetryConfigurationModel withResource(OpenTelemetryConfigurationModel model) {
    ResourceModel resource =
        model.getResource() == null ? new ResourceModel() : model.getResource();
    List<AttributeNameValueModel> attributes = new ArrayList<>();
    if (resource.getAttributes() != null) {
      attributes.addAll(resource.getAttributes());
    }
    OurResource.attributes(versions, serviceIn(attributes))
        .forEach(
            (name, value) ->
                attributes.add(new AttributeNameValueModel().withName(name).withValue(value)));
    Set<String> named =
        attributes.stream().map(AttributeNameValueModel::getName).collect(Collectors.toSet());
    OurResource.ofPlatform(Platform.ofThisProcess())
        .forEach(
            (key, value) -> {
              if (!named.contains(key.getKey())) {
                attributes.add(attribute(key, value));
              }
            });
    return model.withResource(resource.withAttributes(attributes));
  }

  private static AttributeNameValueModel attribute(AttributeKey<?> key, Object value) {
    AttributeNameValueModel attribute =
        new AttributeNameValueModel().withName(key.getKey()).withValue(value);
    return value instanceof Long ? attribute.withType(AttributeTypeModel.INT) : attribute;
  }

  private static @Nullable String serviceIn(List<AttributeNameValueModel> attributes) {
    return attributes.stream()
        .filter(a -> ServiceAttributes.SERVICE_NAME.getKey().equals(a.getName()))
        .map(a -> String.valueOf(a.getValue()))
        .findFirst()
        .orElse(null);
  }
}
