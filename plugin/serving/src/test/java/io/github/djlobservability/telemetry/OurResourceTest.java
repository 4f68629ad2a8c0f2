package io.github.djlobservability.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.autoconfigure.declarativeconfig.model.AttributeNameValueModel;
import io.opentelemetry.sdk.autoconfigure.declarativeconfig.model.OpenTelemetryConfigurationModel;
import io.opentelemetry.sdk.autoconfigure.declarativeconfig.model.ResourceModel;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OurResourceTest {
  private static final Versions VERSIONS = new Versions("1.2.3", "0.36.0");

  @Test
  void namesServiceServerAndPlugin() {
    assertThat(OurResource.attributes(VERSIONS, "unknown_service:java"))
        .isEqualTo(
            Map.of(
                "service.name", "djl-serving",
                "djl.serving.version", "0.36.0",
                "telemetry.distro.name", "djl-serving-observability",
                "telemetry.distro.version", "1.2.3"));
  }

  @Test
  void theUsersServiceNameStays() {
    assertThat(OurResource.attributes(VERSIONS, "fraud")).doesNotContainKey("service.name");
  }

  @Test
  void aDeclarativeFileGetsItToo() {
    assertThat(added(new OpenTelemetryConfigurationModel()))
        .containsEntry("service.name", "djl-serving")
        .containsEntry("djl.serving.version", "0.36.0");
    AttributeNameValueModel service =
        new AttributeNameValueModel().withName("service.name").withValue("fraud");
    assertThat(
            added(
                new OpenTelemetryConfigurationModel()
                    .withResource(new ResourceModel().withAttributes(List.of(service)))))
        .containsEntry("service.name", "fraud")
        .containsEntry("telemetry.distro.version", "1.2.3");
  }

  private static Map<String, Object> added(OpenTelemetryConfigurationModel model) {
    ResourceModel resource = new DeclarativeResource(VERSIONS).withResource(model).getResource();
    assertThat(resource).isNotNull();
    return resource.getAttributes().stream()
        .collect(
            Collectors.toMap(AttributeNameValueModel::getName, AttributeNameValueModel::getValue));
  }
}
