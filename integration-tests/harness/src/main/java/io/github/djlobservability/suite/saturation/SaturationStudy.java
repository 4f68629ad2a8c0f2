package io.github.djlobservability.suite.saturation;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.suite.BuiltFiles;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.otlp.HistogramPoint;
import io.github.djlobservability.suite.otlp.Metrics;
import io.github.djlobservability.suite.otlp.OtlpReceiver;
import io.github.djlobservability.suite.server.Installation;
import io.github.djlobservability.suite.server.ServerLauncher;
import io.github.djlobservability.suite.server.ServerProcess;
import io.github.djlobservability.suite.translator.SteadyTranslator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Asks models of known service time for half, nine tenths and twelve tenths of what they can do,
 * and compares what the plugin says with queueing theory. Of a wait, what a request waits that is
 * alone is taken off. Utilization and headroom are compared with what the arrivals of the very
 * minute make of them, of which the plugin tells: a minute's arrivals vary by themselves. The
 * service time is slept, so that other work on the machine changes little. Prints a table; {@code
 * mvn -Psaturation}.
 */
public final class SaturationStudy {

  private static final int SERVICE_MILLIS = 100;
  private static final int QUEUE = 100;
  private static final double[] LOADS = {0.5, 0.9, 1.2};
  private static final int[] WORKERS = {1, 4};
  private static final int ALONE = 100;
  private static final long SEED = 20261124;

  private final OtlpReceiver receiver;
  private final ServerProcess server;
  private final double seconds;

  private SaturationStudy(OtlpReceiver receiver, ServerProcess server, double seconds) {
    this.receiver = receiver;
    this.server = server;
    this.seconds = seconds;
  }

  /** Runs the study; {@code -Dsaturation.seconds} is the length of each of its six parts. */
  public static void main(String[] args) throws IOException, InterruptedException {
    double seconds = Double.parseDouble(System.getProperty("saturation.seconds", "200"));
    Path folder = BuiltFiles.outputFolder("models");
    Path store = Files.createTempDirectory(folder, "saturation-");
    for (int workers : WORKERS) {
      model(store, "steady" + workers)
          .with("minWorkers", String.valueOf(workers))
          .with("maxWorkers", String.valueOf(workers));
    }
    try (OtlpReceiver receiver = OtlpReceiver.start();
        ServerProcess server =
            new ServerLauncher("saturation-study")
                .withPlugin()
                .withModels(store)
                .withEnvironment("OTEL_TRACES_SAMPLER", "always_off")
                .sendingTo(receiver)
                .start()) {
      new SaturationStudy(receiver, server, seconds).run();
    }
  }

  private static ModelFolder model(Path store, String name) throws IOException {
    return ModelFolder.onnx(store, name)
        .withTranslator(SteadyTranslator.class)
        .with("job_queue_size", String.valueOf(QUEUE))
        .with("fixedMillis", String.valueOf(SERVICE_MILLIS));
  }

  private void run() throws IOException, InterruptedException {
    System.out.printf(
        "%s, seed %d, %.0f s each%n",
        Installation.current().isReal() ? "DJL Serving" : "stand-in", SEED, seconds);
    System.out.println(
        "| workers | asked/s | service ms | alone ms | wait ms | law | these arrivals | utilization | law"
            + " | headroom | law | limited by | refused | seen by clients |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    for (int workers : WORKERS) {
      for (double load : LOADS) {
        part(workers, load);
      }
    }
  }

  private void part(int workers, double load) throws IOException, InterruptedException {
    String model = "steady" + workers;
    double perSecond = load * workers * 1000 / SERVICE_MILLIS;
    OpenLoop loop = new OpenLoop(server.uri(), RawRequest.postJson("/predictions/" + model, "{}"));
    loop.run(Schedule.poisson(perSecond / 2, 10, SEED + 1)); // warm up
    double floor = meanWaitAlone(model);
    Counts before = counts(model);
    AtomicReference<JsonObject> last = new AtomicReference<>(new JsonObject());
    OpenLoop.Outcome outcome =
        loop.run(Schedule.poisson(perSecond, seconds, SEED), () -> last.set(page(model)));
    JsonObject page = Objects.requireNonNull(last.get());
    Counts now = counts(model).since(before);
    double asked = outcome.statuses().size() / (outcome.lengthNanos() / 1e9);
    double service = now.busySeconds() / now.calls();
    double end = outcome.lengthNanos() / 1e9;
    double begin = end - page.get("windowSeconds").getAsDouble();
    double askedLast = outcome.sentBetween(begin, end) / (end - begin);
    QueueingLaw.Run run = QueueingLaw.run(outcome.sentNanos(), workers, service);
    JsonObject room = page.getAsJsonObject("headroom");
    System.out.printf(
        Locale.ROOT,
        "| %d | %.1f | %.2f | %.2f | %.1f | %.1f | %.1f | %.3f | %.3f | %.3f | %.3f | %s | %.0f | %s |%n",
        workers,
        asked,
        service * 1000,
        floor * 1000,
        (now.waitSeconds() / now.calls() - floor) * 1000,
        QueueingLaw.meanWait(workers, asked, service) * 1000,
        run.meanWait() * 1000,
        page.get("utilization").getAsDouble(),
        run.utilization(begin, end),
        room.get("share").getAsDouble(),
        1 - askedLast * service / workers,
        room.get("limitedBy").getAsString(),
        now.refused(),
        outcome.byStatus());
  }

  /**
   * Returns the mean time in seconds of a request that finds no other before it: its own reading
   * and the hand-over.
   */
  private double meanWaitAlone(String model) throws IOException {
    Counts before = counts(model);
    try (RawConnection connection = RawConnection.open(server.uri())) {
      for (int i = 0; i < ALONE; i++) {
        connection.exchange(RawRequest.postJson("/predictions/" + model, "{}"));
      }
    }
    Counts now = counts(model).since(before);
    return now.waitSeconds() / now.calls();
  }

  /** Waits until all is exported that was recorded by now: two exports after a new request. */
  private Counts counts(String model) throws IOException {
    Map<String, String> pings = Map.of("http.route", "/ping");
    String duration = "http.server.request.duration";
    for (int i = 0; i < 2; i++) {
      long seen = receiver.metrics().count(duration, pings);
      RawConnection.exchange(server.uri(), RawRequest.get("/ping"));
      receiver.awaitMetrics(metrics -> metrics.count(duration, pings) > seen);
    }
    return Counts.of(receiver.metrics(), Map.of("djl.serving.model.name", model));
  }

  private JsonObject page(String model) {
    RawRequest page = RawRequest.get("/observability/models/" + model);
    try {
      return JsonParser.parseString(RawConnection.exchange(server.uri(), page).text())
          .getAsJsonObject()
          .getAsJsonObject("load");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Counts(long calls, double waitSeconds, double busySeconds, double refused) {

    static Counts of(Metrics metrics, Map<String, String> model) {
      HistogramPoint wait = metrics.histogram("djl.serving.queue.duration", model).orElse(null);
      return new Counts(
          wait == null ? 0 : wait.count(),
          wait == null ? 0 : wait.sum(),
          metrics.value("djl.serving.worker.busy_time", model),
          metrics.value("djl.serving.request.rejected", model));
    }

    Counts since(Counts earlier) {
      return new Counts(
          calls - earlier.calls,
          waitSeconds - earlier.waitSeconds,
          busySeconds - earlier.busySeconds,
          refused - earlier.refused);
    }
  }
}
