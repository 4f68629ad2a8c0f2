package io.github.djlobservability.suite.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.suite.fixture.Gates;
import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.fixture.StandardServer;
import io.github.djlobservability.suite.fixture.TraceParent;
import io.github.djlobservability.suite.http.Chunk;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import io.github.djlobservability.suite.otlp.ReceivedSpan;
import io.github.djlobservability.suite.otlp.ReceivedSpan.StatusCode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that come in parts, by either of DJL's means. */
@ExtendWith(StandardServer.class)
class StreamIT {

  private static final String FIRST_BYTE_TIME = "djl.serving.response.first_byte_time";

  private final ObservedServer observed;

  StreamIT(ObservedServer observed) {
    this.observed = observed;
  }

  @ParameterizedTest
  @ValueSource(strings = {"chunked", "published"})
  void areOneSpanToTheLastByte(String model) throws IOException {
    TraceParent caller = TraceParent.sampledTrace();
    long lastPart;
    try (Gates gates = new Gates();
        RawConnection connection = RawConnection.open(observed.server().uri())) {
      String script = "{\"chunks\": 3, \"gate\": \"%s\"}".formatted(gates.path("part"));
      connection.send(
          RawRequest.postJson("/predictions/" + model, script)
              .header("traceparent", caller.header()));
      gates.open("part0");
      assertThat(connection.readHead().status()).isEqualTo(200);
      // Each part is here before the next one may be made: nothing holds it back.
      assertThat(connection.readChunk().map(Chunk::text)).hasValue("part 0\n");
      gates.open("part1");
      assertThat(connection.readChunk().map(Chunk::text)).hasValue("part 1\n");
      lastPart = epochNanos();
      gates.open("part2");
      assertThat(connection.readChunk().map(Chunk::text)).hasValue("part 2\n");
      assertThat(connection.readChunk()).isEmpty();
    }

    ReceivedSpan server = observed.receiver().awaitTrace(caller.traceId(), 5).server();
    assertThat(server.attributes())
        .containsEntry("djl.serving.response.chunks", 3L)
        .containsEntry("http.response.body.size", 21L)
        .containsEntry("http.response.status_code", 200L)
        .doesNotContainKey("error.type");
    assertThat(server.status().code()).isEqualTo(StatusCode.UNSET);
    assertThat(server.events()).isEmpty();
    assertThat(server.attribute(FIRST_BYTE_TIME))
        .asInstanceOf(InstanceOfAssertFactories.DOUBLE)
        .isBetween(0.0, (lastPart - server.startNanos()) / 1e9);
    assertThat(server.endNanos()).isGreaterThanOrEqualTo(lastPart);
  }

  @Test
  void areNoStreamWhenTheyHaveOnePartOnly() throws IOException {
    ReceivedSpan server =
        observed.trace(RawRequest.postJson("/predictions/chunked", "{\"chunks\": 1}"), 5).server();

    assertThat(server.attributes())
        .containsEntry("http.response.body.size", 7L)
        .doesNotContainKey("djl.serving.response.chunks");
    assertThat(server.events()).isEmpty();
  }

  @Test
  void areAnErrorWhenTheServerBreaksThemOff() throws IOException {
    TraceParent caller = TraceParent.sampledTrace();
    RawResponse response =
        observed.send(
            RawRequest.postJson("/predictions/chunked", "{\"chunks\": 5, \"failAtChunk\": 2}")
                .header("traceparent", caller.header()));
    assertThat(response.isComplete()).isFalse();

    ReceivedSpan server = observed.receiver().awaitTrace(caller.traceId(), 5).server();
    assertThat(server.status().code()).isEqualTo(StatusCode.ERROR);
    assertThat(server.attributes())
        .containsEntry("error.type", "connection_closed")
        .containsEntry("http.response.status_code", 200L)
        .containsEntry("djl.serving.response.chunks", 2L)
        .containsEntry("http.response.body.size", 14L);
  }

  @Test
  void followEachOtherOnOneConnection() throws IOException {
    List<TraceParent> callers =
        List.of(TraceParent.sampledTrace(), TraceParent.sampledTrace(), TraceParent.sampledTrace());
    try (RawConnection connection = RawConnection.open(observed.server().uri())) {
      for (int i = 0; i < callers.size(); i++) {
        String script = "{\"chunks\": %d}".formatted(2 + i);
        RawRequest request = RawRequest.postJson("/predictions/published", script);
        connection.exchange(request.header("traceparent", callers.get(i).header()));
      }
    }

    for (int i = 0; i < callers.size(); i++) {
      assertThat(observed.receiver().awaitTrace(callers.get(i).traceId(), 5).server().attributes())
          .containsEntry("djl.serving.response.chunks", 2L + i);
    }
  }

  private static long epochNanos() {
    Instant now = Instant.now();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }
}
