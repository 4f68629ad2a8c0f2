package io.github.djlobservability.suite.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.suite.benchmark.Sink.Received;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SinkTest {

  @Test
  void countsTheSpansSinceTheLastTime() throws Exception {
    try (Sink sink = Sink.start()) {
      send(sink, 3);
      assertThat(sink.drain()).extracting(Received::spans).isEqualTo(3L);
      send(sink, 2);
      Received second = sink.drain();

      assertThat(second.spans()).isEqualTo(2);
      assertThat(second.bytes()).isPositive();
      assertThat(sink.drain()).isEqualTo(new Received(0, 0));
    }
  }

  @Test
  void takesMetricsAndForgetsThem() throws Exception {
    try (Sink sink = Sink.start()) {
      HttpRequest metrics =
          HttpRequest.newBuilder(URI.create(sink.endpoint() + "/v1/metrics"))
              .POST(BodyPublishers.ofByteArray(new byte[100]))
              .build();

      assertThat(HttpClient.newHttpClient().send(metrics, BodyHandlers.discarding()).statusCode())
          .isEqualTo(200);
      assertThat(sink.drain()).isEqualTo(new Received(0, 0));
    }
  }

  private static void send(Sink sink, int spans) {
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .addSpanProcessor(
                SimpleSpanProcessor.create(
                    OtlpHttpSpanExporter.builder()
                        .setEndpoint(sink.endpoint() + "/v1/traces")
                        .build()))
            .build()) {
      for (int i = 0; i < spans; i++) {
        provider.get("test").spanBuilder("span").startSpan().end();
      }
      assertThat(provider.forceFlush().join(10, TimeUnit.SECONDS).isSuccess()).isTrue();
    }
  }
}
