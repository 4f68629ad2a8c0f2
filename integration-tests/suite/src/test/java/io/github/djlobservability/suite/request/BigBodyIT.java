package io.github.djlobservability.suite.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.fixture.StandardServer;
import io.github.djlobservability.suite.fixture.TraceParent;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import io.github.djlobservability.suite.otlp.ReceivedSpan;
import java.io.IOException;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bodies of many megabytes. */
@ExtendWith(StandardServer.class)
class BigBodyIT {

  private static final int SIZE = 30_000_000;

  private final ObservedServer observed;

  BigBodyIT(ObservedServer observed) {
    this.observed = observed;
  }

  @Test
  void arriveAtTheModelWhole() throws IOException {
    byte[] body = new byte[SIZE];
    new Random(1).nextBytes(body);
    CRC32 checksum = new CRC32();
    checksum.update(body);
    TraceParent caller = TraceParent.sampledTrace();

    RawResponse response =
        observed.send(
            RawRequest.post("/predictions/length", "application/octet-stream", body)
                .header("traceparent", caller.header()));

    assertThat(response.text())
        .isEqualTo(SIZE + " bytes, CRC-32 " + Long.toHexString(checksum.getValue()));
    ReceivedSpan server = observed.receiver().awaitTrace(caller.traceId(), 5).server();
    assertThat(server.attribute("http.request.body.size")).isEqualTo((long) SIZE);
  }

  @Test
  void arriveAtTheClientWhole() throws IOException {
    TraceParent caller = TraceParent.sampledTrace();

    RawResponse response =
        observed.send(
            RawRequest.post("/predictions/length", "application/octet-stream", new byte[1])
                .header("x-answer-bytes", String.valueOf(SIZE))
                .header("traceparent", caller.header()));

    assertThat(response.body()).hasSize(SIZE);
    ReceivedSpan server = observed.receiver().awaitTrace(caller.traceId(), 5).server();
    assertThat(server.attribute("http.response.body.size")).isEqualTo((long) SIZE);
    assertThat(server.attributes()).doesNotContainKey("error.type");
  }

  @Test
  void areRefusedByTheServerWhenTooBig() throws IOException {
    RawRequest request =
        RawRequest.post("/predictions/length", "application/octet-stream", new byte[] {1})
            .header("Content-Length", String.valueOf(100_000_000));

    assertThat(observed.send(request).status()).isEqualTo(413);
  }
}
