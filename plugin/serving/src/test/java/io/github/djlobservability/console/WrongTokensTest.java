package io.github.djlobservability.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.PluginMetric;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WrongTokensTest {
  @RegisterExtension static final OpenTelemetryExtension OTEL = OpenTelemetryExtension.create();

  @Test
  void areCounted() {
    AtomicLong came = new AtomicLong();
    WrongTokens wrong =
        new WrongTokens(
            came::get,
            Telemetry.using(OTEL.getOpenTelemetry(), "test").instruments(PluginMetric.class));
    wrong.tell();
    came.set(3);
    wrong.tell();
    wrong.tell();
    came.set(5);
    wrong.tell();
    assertThat(OTEL.getMetrics())
        .filteredOn(
            metric -> metric.getName().equals("djl.serving.observability.access.wrong_tokens"))
        .singleElement()
        .satisfies(
            metric ->
                assertThat(metric.getLongSumData().getPoints())
                    .singleElement()
                    .satisfies(point -> assertThat(point.getValue()).isEqualTo(5)));
  }
}
