package io.github.djlobservability.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.exporter.internal.FailedExportException;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class SignalExportsTest {
  private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

  private final ExportWatch watch = new ExportWatch(InstantSource.fixed(NOW), () -> 0);
  private final SignalExports traces = watch.signal("traces");

  @Test
  void sayHowTheyWent() {
    assertThat(watch.report())
        .containsExactly(new ExportReport("traces", 0, 0, 0, false, null, null, null));
    over(CompletableResultCode.ofSuccess());
    over(
        CompletableResultCode.ofExceptionalFailure(
            new IllegalStateException("outer", new ConnectException("Connection refused"))));

    assertThat(watch.report())
        .containsExactly(
            new ExportReport(
                "traces", 1, 1, 7, true, NOW.toString(), NOW.toString(), "Connection refused"));
    over(CompletableResultCode.ofSuccess());
    assertThat(watch.report().get(0).failing()).isFalse();
  }

  @Test
  void sayOfACollectorThatHangsThatItDoesNotRespond() {
    over(CompletableResultCode.ofExceptionalFailure(new IOException("Canceled")));

    assertThat(watch.report().get(0).lastError()).isEqualTo("no response in time (Canceled)");
  }

  @Test
  void sayWithWhichStatusACollectorRefused() {
    over(
        CompletableResultCode.ofExceptionalFailure(
            FailedExportException.httpFailedWithResponse(new Refusal())));

    assertThat(watch.report().get(0).lastError()).isEqualTo("the response has status 404");
  }

  @Test
  void knowAFailureWithoutAReason() {
    over(CompletableResultCode.ofFailure());

    assertThat(watch.report().get(0).lastError()).isEqualTo("the exporter gives no reason");
  }

  @Test
  void countAsLostWhatFindsNoRoom() {
    assertThat(traces.letsIn(2)).isTrue();
    assertThat(traces.letsIn(2)).isTrue();
    assertThat(traces.letsIn(2)).isFalse();
    traces.taken(1);
    assertThat(traces.letsIn(2)).isTrue();
    assertThat(traces.letsIn(2)).isFalse();

    assertThat(watch.report().get(0).lost()).isEqualTo(2);
  }

  @Test
  void anErrorThatAnExporterThrowsIsAFailureAndNoMore() {
    CompletableResultCode export =
        ExportWatch.watched(
            traces,
            7,
            () -> {
              throw new OutOfMemoryError("Java heap space");
            });
    assertThat(export.isSuccess()).isFalse();
    assertThat(watch.report().get(0))
        .isEqualTo(
            new ExportReport("traces", 0, 1, 7, true, null, NOW.toString(), "Java heap space"));
  }

  @Test
  void aThreadThatHasEndedIsToldOf() throws InterruptedException {
    Thread thread = new Thread(() -> over(CompletableResultCode.ofSuccess()));
    thread.start();
    thread.join();
    assertThat(watch.report().get(0).failing()).isTrue();
    assertThat(watch.report().get(0).lastError()).startsWith("the thread that exports has ended");
    over(CompletableResultCode.ofSuccess());
    assertThat(watch.report().get(0).failing()).as("with another thread").isFalse();
  }

  private void over(CompletableResultCode export) {
    assertThat(ExportWatch.watched(traces, 7, () -> export)).isSameAs(export);
  }

  private static final class Refusal implements HttpResponse {
    @Override
    public int getStatusCode() {
      return 404;
    }

    @Override
    public String getStatusMessage() {
      return "";
    }

    @Override
    public byte[] getResponseBody() {
      return new byte[0];
    }
  }
}
