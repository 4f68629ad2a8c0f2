package io.github.djlobservability.suite.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.otlp.ReceivedSpan;
import io.github.djlobservability.suite.server.JavaProcess;
import io.github.djlobservability.suite.server.LogEntry;
import io.github.djlobservability.suite.server.ServerLauncher;
import io.github.djlobservability.suite.server.ServerProcess;
import io.github.djlobservability.suite.translator.ChunkedTranslator;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends {@link HostileLoad} to two servers with 256 MB of heap, one with the plugin and all it can
 * do switched on, and one without, and looks what is left: responses, spans, threads, memory,
 * buffers.
 */
final class HostileRun {
  /** Id of the requests that look how the plugin is. */
  private static final String WATCH = "watch";

  private static final String TOKEN = "the-token-of-a-manager";

  private final Path models;
  private final int requests;
  private final long seed;
  private final Duration patience;

  HostileRun(Path models, int requests, long seed, Duration patience) {
    this.models = models;
    this.requests = requests;
    this.seed = seed;
    this.patience = patience;
  }

  void run(int connections) throws IOException, InterruptedException {
    ModelFolder.onnx(models, "plain").with("observability.reference.capture", "200");
    ModelFolder.onnx(models, "scripted")
        .withTranslator(ScriptedTranslator.class)
        .with("observability.reference.capture", "500")
        .with("observability.feedback", "true")
        .with("observability.inference-log", "lines")
        .with("observability.inference-log.content", "true");
    ModelFolder.onnx(models, "chunked").withTranslator(ChunkedTranslator.class);
    try (ServerProcess bare = common(new ServerLauncher("hostile-bare")).start();
        ObservedServer observed = ObservedServer.start("hostile", this::observed)) {
      HostileLoad load = new HostileLoad(bare.uri(), observed.server().uri(), requests, seed);
      AtomicLong most = new AtomicLong();
      ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
      Future<?> unused =
          watch.scheduleWithFixedDelay(() -> look(observed, most), 0, 500, TimeUnit.MILLISECONDS);
      List<String> problems;
      try {
        problems = load.run(connections);
      } finally {
        watch.shutdownNow();
      }
      assertThat(problems).as("seed %d", seed).isEmpty();
      JsonObject own = settled(observed);
      spans(observed, load.spans());
      long withoutUs = JavaProcess.liveBytes(bare.pid());
      long withUs = JavaProcess.liveBytes(observed.server().pid());
      System.out.printf(
          "hostile: seed %d, %d requests, %d hostile, %d spans; live heap %.1f MB without and"
              + " %.1f MB with us, ours held %.2f MB at most of %.2f MB; queues %s%n",
          seed,
          requests,
          load.hostile(),
          load.spans(),
          withoutUs / 1e6,
          withUs / 1e6,
          most.get() / 1e6,
          limit(own) / 1e6,
          own.getAsJsonArray("queues"));
      observed.server().stop();
      assertThat(observed.server().log().leaks()).isEmpty();
      assertThat(observed.server().log().linesWith("OutOfMemoryError")).isEmpty();
      // That something was too large to be read is said, as a warning.
      assertThat(observed.server().log().ourProblems()).noneMatch(LogEntry::isError);
    }
  }

  private ServerLauncher common(ServerLauncher launcher) {
    return launcher
        .withModels(models)
        .withJvmOption("-Xmx256m")
        // Else Java leaves out the message of an exception that it has thrown often enough.
        .withJvmOption("-XX:-OmitStackTraceInFastThrow")
        .withLeakDetection()
        .withOpenConnectors();
  }

  private ServerLauncher observed(ServerLauncher launcher) {
    return common(launcher)
        .withEnvironment("SERVING_OBSERVABILITY_ACCESS_TOKEN_MANAGE", TOKEN)
        .withEnvironment("OTEL_BSP_MAX_QUEUE_SIZE", "16384")
        .withEnvironment("OTEL_BSP_SCHEDULE_DELAY", "200");
  }

  private static void look(ObservedServer observed, AtomicLong most) {
    try {
      long held = memory(own(observed)).get("heldBytes").getAsLong();
      most.accumulateAndGet(held, Math::max);
    } catch (IOException e) {
      // It is busy; the next look tells.
    }
  }

  /** Waits until nothing of a request is held any more; all threads are as they were. */
  private JsonObject settled(ObservedServer observed) {
    JsonObject own =
        await()
            .atMost(patience)
            .until(
                () -> own(observed),
                report ->
                    report.getAsJsonArray("queues").asList().stream()
                        .map(JsonElement::getAsJsonObject)
                        // The request that asks waits there itself.
                        .filter(queue -> !queue.get("name").getAsString().equals("console"))
                        .allMatch(queue -> queue.get("waiting").getAsLong() == 0));
    for (JsonElement thread : own.getAsJsonArray("threads")) {
      JsonObject one = thread.getAsJsonObject();
      assertThat(one.get("state").getAsString()).as(one.toString()).isIn("running", "stopped");
      assertThat(one.get("restarts").getAsInt()).as(one.toString()).isZero();
      assertThat(one.get("failures").getAsInt()).as(one.toString()).isZero();
    }
    assertThat(own.get("status").getAsString()).isEqualTo("ok");
    assertThat(memory(own).get("heldBytes").getAsLong()).isLessThanOrEqualTo(limit(own));
    return own;
  }

  private static long limit(JsonObject own) {
    return memory(own).get("limitBytes").getAsLong();
  }

  private static JsonObject memory(JsonObject own) {
    return own.getAsJsonObject("memory");
  }

  private static JsonObject own(ObservedServer observed) throws IOException {
    RawRequest page =
        RawRequest.get("/observability")
            .header("authorization", "Bearer " + TOKEN)
            .header("x-request-id", WATCH);
    return JsonParser.parseString(observed.send(page).text())
        .getAsJsonObject()
        .getAsJsonObject("own");
  }

  /** Of what is no HTTP the server makes a request for a place that nobody asked for. */
  private void spans(ObservedServer observed, int expected) {
    List<ReceivedSpan> spans =
        observed
            .receiver()
            .awaitSpans(all -> all.stream().filter(HostileRun::isOfLoad).count() >= expected);
    assertThat(spans.stream().filter(HostileRun::isOfLoad).count()).isEqualTo(expected);
  }

  private static boolean isOfLoad(ReceivedSpan span) {
    String path = String.valueOf(span.attribute("url.path"));
    return span.kind() == ReceivedSpan.Kind.SERVER
        && !path.equals("/ping")
        && !path.equals("/bad-request")
        && !path.equals("/broken")
        && !path.equals(HostileRequests.BROKEN)
        && !WATCH.equals(span.attribute("djl.serving.request.id"));
  }
}
