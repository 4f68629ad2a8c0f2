package io.github.djlobservability.suite.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.suite.faults.FaultyWay.Fault;
import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.fixture.TraceParent;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.otlp.OtlpReceiver;
import io.github.djlobservability.suite.otlp.OtlpReceiver.Protocol;
import io.github.djlobservability.suite.server.JavaProcess;
import io.github.djlobservability.suite.server.ServerLauncher;
import io.github.djlobservability.suite.server.ServerProcess;
import io.github.djlobservability.suite.translator.LengthTranslator;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is broken, requests are served; what is lost is counted, and comes back. */
class FaultsIT {
  private static final RawRequest PREDICT = RawRequest.postJson("/predictions/scripted", "{}");
  private static final int CONNECTIONS = Integer.getInteger("faults.connections", 500);
  private static final int BIG = 20_000_000;

  @TempDir private Path models;

  @BeforeEach
  void writeModels() throws IOException {
    ModelFolder.onnx(models, "scripted").withTranslator(ScriptedTranslator.class);
    ModelFolder.onnx(models, "starved").withTranslator(ScriptedTranslator.class);
    ModelFolder.onnx(models, "labelled")
        .withTranslator(ScriptedTranslator.class)
        .with("observability.feedback", "true");
    ModelFolder.onnx(models, "length").withTranslator(LengthTranslator.class);
  }

  @Test
  void aCollectorThatFailsInAnyWayCostsSpansAndNoRequest() throws IOException {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        FaultyWay way = new FaultyWay(URI.create(receiver.endpoint(Protocol.HTTP_PROTOBUF)));
        ServerProcess server = observedBy(receiver, way)) {
      assertArrives(server, receiver);
      long failed = 0;
      for (Fault fault : List.of(Fault.CLOSES, Fault.HANGS, Fault.GARBAGE)) {
        way.breakBy(fault);
        failed = assertCounts(server, failed, fault.toString());
        way.breakBy(Fault.NONE);
        assertArrives(server, receiver);
      }
      for (int status : List.of(429, 503, 400)) {
        receiver.answerHttpWith(status);
        failed = assertCounts(server, failed, "status " + status);
        receiver.answerHttpWith(200);
        assertArrives(server, receiver);
      }
      way.breakBy(Fault.SLOW);
      assertArrives(server, receiver);
    }
  }

  /** The exports may take longer than a container has to end, and longer than this test waits. */
  @Test
  void aCollectorThatHangsDoesNotHoldTheEndUp() throws IOException {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        FaultyWay way = new FaultyWay(URI.create(receiver.endpoint(Protocol.HTTP_PROTOBUF)));
        ServerProcess server = observedBy(receiver, way, Duration.ofMinutes(10))) {
      way.breakBy(Fault.HANGS);
      predict(server);
      await().until(way::holdsAConnection);
      predict(server);
      long asked = System.nanoTime();
      server.stop();
      System.out.printf(
          "ended %d ms after SIGTERM, with a collector that hangs%n",
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked));
      assertThat(server.home().resolve("observability/labelled/feedback/join.state"))
          .as("state goes first")
          .exists();
    }
  }

  private ServerProcess observedBy(OtlpReceiver receiver, FaultyWay way) throws IOException {
    return observedBy(receiver, way, Duration.ofMillis(500));
  }

  private ServerProcess observedBy(OtlpReceiver receiver, FaultyWay way, Duration timeout)
      throws IOException {
    return new ServerLauncher("faulty-collector")
        .forFewRequests()
        .withPlugin()
        .withModels(models)
        .sendingTo(receiver)
        .withEnvironment(
            Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                way.url(),
                "OTEL_EXPORTER_OTLP_TIMEOUT",
                Long.toString(timeout.toMillis()),
                "OTEL_JAVA_EXPORTER_OTLP_RETRY_DISABLED",
                "true",
                "OTEL_BSP_SCHEDULE_DELAY",
                "50"))
        .start();
  }

  private static void predict(ServerProcess server) throws IOException {
    assertThat(RawConnection.exchange(server.uri(), PREDICT).status()).isEqualTo(200);
  }

  /** Sends requests until a failed export of their spans is counted; returns how many have. */
  private static long assertCounts(ServerProcess server, long before, String fault)
      throws IOException {
    JsonObject traces =
        await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () -> {
                  predict(server);
                  return traces(server);
                },
                report ->
                    report.get("failed").getAsLong() > before
                        && report.get("failing").getAsBoolean());
    assertThat(traces.get("lastError").getAsString()).as(fault).isNotEmpty();
    return traces.get("failed").getAsLong();
  }

  private static JsonObject traces(ServerProcess server) throws IOException {
    JsonObject overview = overview(server);
    for (JsonElement export : overview.getAsJsonObject("plugin").getAsJsonArray("exports")) {
      if (export.getAsJsonObject().get("signal").getAsString().equals("traces")) {
        return export.getAsJsonObject();
      }
    }
    throw new AssertionError("no exports of traces in " + overview);
  }

  private static JsonObject overview(ServerProcess server) throws IOException {
    return JsonParser.parseString(
            RawConnection.exchange(server.uri(), RawRequest.get("/observability")).text())
        .getAsJsonObject();
  }

  /** A request that comes when all is well again has its span. */
  private static void assertArrives(ServerProcess server, OtlpReceiver receiver)
      throws IOException {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              predict(server);
              return !traces(server).get("failing").getAsBoolean();
            });
    TraceParent caller = TraceParent.sampledTrace();
    RawConnection.exchange(server.uri(), PREDICT.header("traceparent", caller.header()));
    receiver.awaitTrace(caller.traceId(), 1);
  }

  @Test
  void aModelWithoutMemoryClientsByTheHundredAndSlowReadersHurtNobodyElse()
      throws IOException, InterruptedException {
    try (ObservedServer observed =
        ObservedServer.start(
            "faulty-clients", launcher -> launcher.withModels(models).withLeakDetection())) {
      List<String> threads = ourThreads(observed);
      RawResponse failed =
          observed.send(RawRequest.postJson("/predictions/starved", "{\"fail\": \"memory\"}"));
      assertThat(failed.status()).isGreaterThanOrEqualTo(400);
      assertThat(failed.text()).contains("asked to fail for want of memory");
      List<RawConnection> idle = new ArrayList<>();
      try (RawConnection slow = RawConnection.open(observed.server().uri())) {
        slow.send(
            RawRequest.post("/predictions/length", "application/octet-stream", new byte[1])
                .header("x-answer-bytes", String.valueOf(BIG)));
        assertThat(slow.readHead().status()).isEqualTo(200);
        for (int i = 0; i < CONNECTIONS; i++) {
          RawConnection connection = RawConnection.open(observed.server().uri());
          idle.add(connection);
          connection.sendBytes(
              "POST /predictions/scripted HTTP/1.1\r\nHost: ".getBytes(StandardCharsets.US_ASCII));
        }
        for (int i = 0; i < 20; i++) {
          assertThat(observed.send(PREDICT).status()).isEqualTo(200);
        }
      } finally {
        for (RawConnection connection : idle) {
          connection.reset();
        }
      }
      observed.receiver().awaitMetrics(m -> m.value("http.server.active_requests", Map.of()) == 0);
      assertThat(ourThreads(observed)).containsExactlyInAnyOrderElementsOf(threads);
      JsonObject own = overview(observed.server()).getAsJsonObject("own");
      assertThat(own.get("status").getAsString()).isEqualTo("ok");
      List<String> shown = new ArrayList<>();
      own.getAsJsonArray("threads")
          .forEach(thread -> shown.add(thread.getAsJsonObject().get("name").getAsString()));
      assertThat(shown).as("each thread of ours is shown").containsAll(threads);
      observed.server().stop();
      assertThat(observed.server().log().leaks()).isEmpty();
      assertThat(observed.server().log().ourProblems()).isEmpty();
    }
  }

  private static List<String> ourThreads(ObservedServer observed)
      throws IOException, InterruptedException {
    String ours = "djl-serving-observability-";
    return JavaProcess.threads(observed.server().pid()).stream()
        .filter(name -> name.startsWith(ours))
        .map(name -> name.substring(ours.length()))
        .toList();
  }
}
