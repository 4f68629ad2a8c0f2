package io.github.djlobservability.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.access.Decision;
import io.github.djlobservability.content.ContentReader;
import io.github.djlobservability.observation.CollectedObservations;
import io.github.djlobservability.observation.CompletedRequests;
import io.github.djlobservability.observation.RequestsInFlight;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.worker.MemoryBudget;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.opentelemetry.api.OpenTelemetry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An error of the JVM in our code, of which no memory is left is the usual one, costs no request.
 */
class DoorErrorTest {
  @Test
  void aRequestGoesOnWhenThereIsNoMemoryToLookAtIt() {
    Telemetry telemetry =
        Telemetry.using(OpenTelemetry.noop(), "test", MemoryBudget.ofHeap(), Runnable::run);
    EmbeddedChannel channel = channel(telemetry);
    FullHttpRequest request =
        new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/predictions/m");
    channel.writeInbound(request);
    FullHttpRequest seen = channel.readInbound();
    assertThat(seen.uri()).isEqualTo("/predictions/m");
    seen.release();
    FullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    channel.writeOutbound(response);
    assertThat((FullHttpResponse) channel.readOutbound()).isSameAs(response);
    channel.finishAndReleaseAll();
    assertThat(telemetry.failures().count()).isOne();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/models/%zz", "/predictions/%zz", "/predictions/%", "/invocations?model_name=%z"})
  void anAddressThatCannotBeDecodedIsNoFailureOfOurs(String uri) {
    Telemetry telemetry =
        Telemetry.using(OpenTelemetry.noop(), "test", MemoryBudget.ofHeap(), Runnable::run);
    EmbeddedChannel channel = channel(telemetry);
    channel.writeInbound(new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, uri));
    FullHttpRequest seen = channel.readInbound();
    assertThat(seen.uri()).isEqualTo(uri);
    assertThat(seen.headers().contains("x-request-id")).as("it was seen").isTrue();
    seen.release();
    channel.finishAndReleaseAll();
    assertThat(telemetry.failures().count()).isZero();
  }

  private static EmbeddedChannel channel(Telemetry telemetry) {
    ExchangeFactory exchanges =
        new ExchangeFactory(
            telemetry,
            (name, version) -> {
              if ("m".equals(name)) {
                throw new OutOfMemoryError("thrown by a test");
              }
              return null;
            },
            new RequestsInFlight(),
            new CollectedObservations(),
            new ContentReader(telemetry),
            CompletedRequests.NONE,
            (on, seen, authorization) -> new Decision(true, 200, "", 0, ""),
            new RequestIds("x-request-id"),
            new PathPatterns(List.of()),
            false);
    return new EmbeddedChannel(
        new HttpDoorHandler(exchanges, telemetry.failures(), new OpenChannels(), true));
  }
}
