package io.github.djlobservability.suite.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.programs.Needs;
import io.github.djlobservability.programs.Program;
import io.github.djlobservability.suite.fixture.FakeClock;
import io.github.djlobservability.suite.fixture.ObservedServer;
import io.github.djlobservability.suite.http.LoadCase;
import io.github.djlobservability.suite.http.LoadGenerator;
import io.github.djlobservability.suite.http.LoadReport;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.otlp.Metrics;
import io.github.djlobservability.suite.otlp.ReceivedSpan;
import io.github.djlobservability.suite.server.ServerLauncher;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares what clients counted with metrics, spans and the page while models fail, die, are
 * unloaded and loaded again, clients leave, the clock of the server's process is set, the collector
 * refuses, and the server is stopped in the middle. Prints the figures of docs/studies/chaos.md;
 * takes some minutes.
 *
 * <pre>
 * mvn verify -pl integration-tests/suite -am -Dtest=NoSuch -Dsurefire.failIfNoSpecifiedTests=false
 *   -Dit.test=ChaosStudy -Dfailsafe.failIfNoSpecifiedTests=false
 * </pre>
 *
 * The clock is set by Debian's {@code faketime}. With {@code -Dchaos.queue=100} spans are lost
 * while the collector refuses.
 */
@Needs(Program.FAKETIME)
class ChaosStudy {
  private static final int REQUESTS = Integer.getInteger("chaos.requests", 20_000);
  private static final int REQUESTS_PER_TROUBLE = 200;
  private static final String REQUESTS_TAKEN = "http.server.request.duration";
  private static final Map<String, String> PING = Map.of("http.route", "/ping");
  private static final String QUEUE = System.getProperty("chaos.queue", "100000");
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int IN_FLIGHT_AT_THE_END = 20;
  private static final long SEED = Long.getLong("chaos.seed", 20261129);

  @TempDir private Path folder;
  private final Tally tally = new Tally();

  @Test
  void allCountTheSame() throws IOException, InterruptedException {
    Path models = folder.resolve("models");
    Path outside = folder.resolve("outside");
    for (String model : List.of("steady", "hanging")) {
      ModelFolder.python(models, model).with("observability.slo.availability", "99%");
    }
    ModelFolder dying = ModelFolder.python(outside, "dying");
    ModelFolder coming = ModelFolder.python(outside, "coming");
    FakeClock clock = new FakeClock(folder);
    ObservedServer observed = ObservedServer.start("chaos", l -> launcher(l, models, clock));
    List<RawConnection> waiting = new ArrayList<>();
    try {
      Trouble trouble = new Trouble(observed, tally, dying, coming, clock);
      trouble.loadAll();
      LoadReport report =
          LoadGenerator.run(observed.server().uri(), 8, REQUESTS, cases(trouble), SEED);
      assertThat(report.problems()).isEmpty();
      trouble.end();
      JsonObject page = awaitPage(observed);
      hang(observed, waiting);
      long lost = awaitSpans(observed);
      observed.server().stop();
      compare(observed, page, trouble, report, lost);
    } finally {
      for (RawConnection connection : waiting) {
        connection.reset();
      }
      observed.close();
    }
  }

  private static ServerLauncher launcher(ServerLauncher launcher, Path models, FakeClock clock) {
    return clock.of(
        launcher
            .withModels(models)
            .withSetting("observability.span-detail", "request")
            .withSetting("observability.untraced-paths", "/ping")
            .withEnvironment("OTEL_BSP_MAX_QUEUE_SIZE", QUEUE));
  }

  private List<LoadCase> cases(Trouble trouble) {
    return List.of(
        asking("good", 11, "steady", "{\"n\": 3, \"delay_ms\": 0}", trouble),
        asking("failing", 2, "steady", "{\"raise\": \"requested\"}", trouble),
        asking("wrong", 1, "steady", "{\"code\": 400}", trouble),
        asking(
            "error in a stream",
            1,
            "steady",
            "{\"n\": 3, \"delay_ms\": 0, \"error_at\": 1}",
            trouble),
        asking("dying", 2, "dying", "{\"n\": 2, \"delay_ms\": 0}", trouble),
        asking("coming", 2, "coming", "{\"n\": 2, \"delay_ms\": 0}", trouble),
        new LoadCase("leaving", 1, this::leave),
        new LoadCase("hanging", 1, this::waitInVain));
  }

  /** Gives up a model that hangs, long before it goes on. */
  private boolean waitInVain(RawConnection connection, int number) throws IOException {
    connection.giveUpAfter(Duration.ofMillis(100));
    connection.send(RawRequest.postJson("/predictions/hanging", "{\"sleep_ms\": 600}"));
    try {
      tally.answered("hanging", connection.read());
    } catch (SocketTimeoutException e) {
      connection.reset();
      tally.gaveUp("hanging");
    }
    return false;
  }

  private LoadCase asking(String name, int weight, String model, String body, Trouble trouble) {
    RawRequest request = RawRequest.postJson("/predictions/" + model, body);
    return new LoadCase(
        name,
        weight,
        (connection, number) -> {
          if (number % REQUESTS_PER_TROUBLE == REQUESTS_PER_TROUBLE - 1) {
            trouble.next();
          }
          connection.giveUpAfter(PATIENCE);
          try {
            RawResponse response = connection.exchange(request);
            tally.answered(model, response);
            return response.status() == 200;
          } catch (SocketTimeoutException e) {
            // The server forgets what is queued when a model is unloaded.
            connection.reset();
            tally.gaveUp(model);
            return false;
          }
        });
  }

  /** Leaves when the stream has begun, so that the server must know of the request. */
  private boolean leave(RawConnection connection, int number) throws IOException {
    connection.send(
        RawRequest.postJson("/predictions/steady", "{\"n\": 9, \"delay_ms\": 0, \"stall_at\": 2}"));
    connection.readHead();
    connection.readChunk();
    connection.reset();
    tally.left("steady");
    return false;
  }

  private static void hang(ObservedServer observed, List<RawConnection> waiting)
      throws IOException {
    for (int i = 0; i < IN_FLIGHT_AT_THE_END; i++) {
      RawConnection connection = RawConnection.open(observed.server().uri());
      waiting.add(connection);
      connection.send(RawRequest.postJson("/predictions/hanging", "{\"sleep_ms\": 600000}"));
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                model(observed, "hanging").getAsJsonObject("load").get("inFlight").getAsLong()
                    == IN_FLIGHT_AT_THE_END);
  }

  /**
   * Waits until each request has a span, received or lost; returns how many are lost, those of
   * pages and of management included.
   */
  private long awaitSpans(ObservedServer observed) {
    long asked = tally.asked();
    System.out.println("clients before the end: " + tally);
    return await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> lostSpans(observed), lost -> requestSpans(observed).size() + lost >= asked);
  }

  private static List<ReceivedSpan> requestSpans(ObservedServer observed) {
    return observed.receiver().spans().stream()
        .filter(span -> span.name().equals("POST /predictions/{model}"))
        .toList();
  }

  private JsonObject awaitPage(ObservedServer observed) {
    long asked = tally.asked("steady");
    return await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> model(observed, "steady").getAsJsonObject("requests"),
            requests -> requests.get("count").getAsLong() == asked);
  }

  private static JsonObject model(ObservedServer observed, String model) throws IOException {
    return JsonParser.parseString(
            observed.send(RawRequest.get("/observability/models/" + model)).text())
        .getAsJsonObject();
  }

  /** Returns how many spans were lost with the exports that the collector refused for too long. */
  private static long lostSpans(ObservedServer observed) throws IOException {
    JsonObject overview =
        JsonParser.parseString(observed.send(RawRequest.get("/observability")).text())
            .getAsJsonObject();
    for (JsonElement signal : overview.getAsJsonObject("plugin").getAsJsonArray("exports")) {
      if (signal.getAsJsonObject().get("signal").getAsString().equals("traces")) {
        return signal.getAsJsonObject().get("lost").getAsLong();
      }
    }
    throw new AssertionError("no exports of traces in\n" + overview);
  }

  private void compare(
      ObservedServer observed, JsonObject page, Trouble trouble, LoadReport report, long lost) {
    Metrics metrics = observed.receiver().metrics();
    List<ReceivedSpan> spans = requestSpans(observed);
    System.out.printf(
        "seed %d, %d requests in %s, %d troubles%n",
        SEED, REQUESTS, report.elapsed(), trouble.count());
    System.out.println("clients: " + tally);
    System.out.println("metrics: " + reasons(metrics));
    System.out.println("spans: " + spans.size() + ", lost " + lost + " " + reasons(spans));
    System.out.println("page, of steady: " + page);
    assertThat(tally.steady())
        .allSatisfy(
            (outcome, count) ->
                assertThat(page.getAsJsonObject("outcomes").get(outcome).getAsLong())
                    .as("page: " + outcome)
                    .isEqualTo(count));
    long all = tally.asked() + IN_FLIGHT_AT_THE_END;
    assertThat(spans).as("spans").hasSizeBetween((int) (all - lost), (int) all);
    long traced = metrics.count(REQUESTS_TAKEN, Map.of()) - metrics.count(REQUESTS_TAKEN, PING);
    System.out.println("all requests but pings: " + traced);
    assertThat(observed.receiver().spans().size() + lost).as("all spans").isEqualTo(traced);
    assertThat(metrics.count(REQUESTS_TAKEN, Map.of("http.route", "/predictions/{model}")))
        .isEqualTo(all);
    for (int status : List.of(200, 400, 404, 424, 500, 503)) {
      long answered = tally.status(status) + (status == 200 ? tally.left() : 0);
      assertThat(spans.stream().filter(span -> is(span, status)).count())
          .as("spans of " + status)
          .isBetween(answered - lost, answered);
      assertThat(
              metrics.count(
                  REQUESTS_TAKEN,
                  Map.of(
                      "http.route",
                      "/predictions/{model}",
                      "http.response.status_code",
                      (long) status)))
          .as("metric of " + status)
          .isEqualTo(answered);
    }
    Map<String, Long> byMetric = reasons(metrics);
    assertThat(byMetric.getOrDefault("", 0L)).isEqualTo(tally.outcomes("succeeded"));
    assertThat(byMetric.getOrDefault("cancelled", 0L)).isEqualTo(tally.outcomes("cancelled"));
    assertThat(byMetric.getOrDefault("backend", 0L) + byMetric.getOrDefault("rejected", 0L))
        .isEqualTo(tally.outcomes("backend"));
    assertThat(byMetric.getOrDefault("client", 0L)).isEqualTo(tally.outcomes("client"));
    assertThat(byMetric.getOrDefault("other", 0L)).isEqualTo(IN_FLIGHT_AT_THE_END);
    Map<String, Long> bySpan = reasons(spans);
    assertThat(bySpan)
        .as("reasons of spans")
        .allSatisfy(
            (reason, count) -> {
              if (!reason.equals("null")) {
                assertThat(byMetric.get(reason)).isBetween(count, count + lost);
              }
            });
    assertThat(spans)
        .allSatisfy(
            span ->
                assertThat(Duration.ofNanos(span.endNanos() - span.startNanos()))
                    .as("a span's duration, whatever the clock")
                    .isBetween(Duration.ZERO, Duration.ofMinutes(15)));
  }

  private static boolean is(ReceivedSpan span, int status) {
    return Long.valueOf(status).equals(span.attribute("http.response.status_code"));
  }

  private static Map<String, Long> reasons(Metrics metrics) {
    Map<String, Long> counts = new TreeMap<>();
    for (String reason : List.of("rejected", "cancelled", "backend", "client", "other")) {
      counts.put(
          reason,
          metrics.count(
              "djl.serving.request.duration", Map.of("djl.serving.failure.reason", reason)));
    }
    long all = metrics.count("djl.serving.request.duration", Map.of());
    counts.put("", all - counts.values().stream().mapToLong(Long::longValue).sum());
    return counts;
  }

  private static Map<String, Long> reasons(List<ReceivedSpan> spans) {
    return spans.stream()
        .collect(
            Collectors.groupingBy(
                span -> String.valueOf(span.attribute("djl.serving.failure.reason")),
                TreeMap::new,
                Collectors.counting()));
  }
}
