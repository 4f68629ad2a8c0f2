package io.github.djlobservability.suite.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.djlobservability.programs.Needs;
import io.github.djlobservability.programs.Program;
import io.github.djlobservability.suite.fixture.FakeClock;
import io.github.djlobservability.suite.fixture.Gates;
import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.fixture.TraceParent;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.otlp.SpanTree;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose clock is set while a model computes. */
@Needs(Program.FAKETIME)
class ClockIT {
  /** More than anything here takes, less than by how much the clock is set. */
  private static final Duration SOME_MINUTES = Duration.ofMinutes(5);

  @TempDir private Path folder;

  @Test
  void leavesTheSpansRight() throws IOException {
    FakeClock clock = new FakeClock(folder);
    Path models = folder.resolve("models");
    ModelFolder.onnx(models, "scripted").withTranslator(ScriptedTranslator.class);
    try (ObservedServer observed =
        ObservedServer.start("clock", launcher -> clock.of(launcher.withModels(models)))) {
      for (int seconds : new int[] {-1800, 3600}) {
        SpanTree tree = traceWhileTheClockIsSet(observed, clock, seconds);

        assertThat(Duration.ofNanos(tree.server().durationNanos()))
            .as("with the clock set by %d s", seconds)
            .isBetween(Duration.ofNanos(1), SOME_MINUTES);
        assertThat(tree.spans()).allMatch(span -> span.isWithin(tree.server()));
      }
    }
  }

  private static SpanTree traceWhileTheClockIsSet(
      ObservedServer observed, FakeClock clock, int seconds) throws IOException {
    TraceParent caller = TraceParent.sampledTrace();
    try (RawConnection connection = RawConnection.open(observed.server().uri())) {
      try (Gates gates = new Gates()) {
        String script =
            "{\"touch\": \"%s\", \"waitFor\": \"%s\"}"
                .formatted(gates.path("begun"), gates.path("go"));
        connection.send(
            RawRequest.postJson("/predictions/scripted", script)
                .header("traceparent", caller.header()));
        gates.awaitTouched("begun");
        clock.set(seconds);
        awaitClock(observed, seconds);
        gates.open("go");
        assertThat(connection.read().status()).isEqualTo(200);
      }
    }
    return observed.receiver().awaitTrace(caller.traceId(), 5);
  }

  /** Waits until a request says that it began at about the time that was set. */
  private static void awaitClock(ObservedServer observed, int seconds) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              long nanos = observed.trace(RawRequest.get("/ping"), 1).server().startNanos();
              Instant expected = Instant.now().plusSeconds(seconds);
              Duration difference = Duration.between(Instant.ofEpochSecond(0, nanos), expected);
              return difference.abs().compareTo(SOME_MINUTES) < 0;
            });
  }
}
