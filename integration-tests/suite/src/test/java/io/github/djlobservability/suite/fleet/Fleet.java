package io.github.djlobservability.suite.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.djlobservability.suite.BuiltFiles;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import io.github.djlobservability.suite.model.ModelFolder;
import io.github.djlobservability.suite.prometheus.PrometheusProcess;
import io.github.djlobservability.suite.prometheus.Sample;
import io.github.djlobservability.suite.prometheus.SampledSeries;
import io.github.djlobservability.suite.server.FreePort;
import io.github.djlobservability.suite.server.PluginCommand;
import io.github.djlobservability.suite.server.ServerLauncher;
import io.github.djlobservability.suite.server.ServerProcess;
import io.github.djlobservability.suite.translator.ScriptedTranslator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Servers of one model with one reference, and a Prometheus that scrapes them all.
 *
 * <p>The recording rules run with a short window of whole seconds. Where its first moment is after
 * every server's first scrape, and before the first row, Prometheus extrapolates every count by one
 * factor, so that shares are exact; {@link #exact} finds those evaluations.
 */
final class Fleet implements AutoCloseable {
  private static final int WINDOW_SECONDS = 12;

  /**
   * How long Prometheus sees zeros before the first row, which is how many evaluations are exact.
   */
  private static final int QUIET_SECONDS = 5;

  private static final int ROWS_PER_REQUEST = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path folder;
  private final List<ServerProcess> servers = new ArrayList<>();
  private final List<FleetRow> sent = new ArrayList<>();
  private final PrometheusProcess prometheus;
  private final double firstScrape;
  private double firstRow = Double.POSITIVE_INFINITY;
  private double lastRowScraped;

  private Fleet(Path folder, List<Integer> ports) throws IOException {
    this.folder = folder;
    for (int port : ports) {
      servers.add(server(port));
    }
    prometheus = PrometheusProcess.start(folder, List.of(rulesOfAShortWindow()), ports, 1);
    firstScrape = awaitQuietSamples();
  }

  /** Starts servers, each of which has these rows as its reference. */
  static Fleet start(Path folder, int servers, List<FleetRow> reference)
      throws IOException, InterruptedException {
    Path csv = folder.resolve("reference.csv");
    Files.write(
        csv,
        Stream.concat(Stream.of(FleetRow.HEADER), reference.stream().map(FleetRow::csv)).toList());
    Path model =
        ModelFolder.onnx(folder.resolve("models"), "people")
            .withTranslator(ScriptedTranslator.class)
            .with("observability.drift.histograms", "true")
            .path();
    PluginCommand.run(
        "profile",
        "--input",
        csv.toString(),
        "--categorical",
        "colour",
        "--output",
        model.resolve("reference-profile.json").toString());
    List<Integer> ports = new ArrayList<>();
    while (ports.size() < servers) {
      ports.add(FreePort.next());
    }
    return new Fleet(folder, ports);
  }

  private ServerProcess server(int metricsPort) throws IOException {
    return new ServerLauncher("fleet")
        .forFewRequests()
        .withPlugin()
        .withModels(folder.resolve("models"))
        .withEnvironment("OTEL_METRICS_EXPORTER", "prometheus")
        .withEnvironment("OTEL_EXPORTER_PROMETHEUS_HOST", "127.0.0.1")
        .withEnvironment("OTEL_EXPORTER_PROMETHEUS_PORT", Integer.toString(metricsPort))
        .start();
  }

  private static String rulesOfAShortWindow() throws IOException {
    String shipped = Files.readString(BuiltFiles.driftRules());
    assertThat(shipped).contains("[1h]");
    return shipped.replace("[1h]", "[" + WINDOW_SECONDS + "s:1s]");
  }

  /** Waits until every server was scraped that often, and returns when all had been once. */
  private double awaitQuietSamples() {
    String samples =
        "djl_serving_feature_values_total{djl_serving_feature=\"visits\","
            + "djl_serving_feature_bin=\"(missing)\"}[2m]";
    return await().atMost(PATIENCE).until(() -> prometheus.query(samples), this::areQuiet).stream()
        .mapToDouble(series -> series.samples().get(0).time())
        .max()
        .orElseThrow();
  }

  private boolean areQuiet(List<SampledSeries> series) {
    return series.size() == servers.size()
        && series.stream().allMatch(one -> one.samples().size() > QUIET_SECONDS);
  }

  /** Sends rows to one of the servers. */
  void send(int server, List<FleetRow> rows) throws IOException {
    firstRow = Math.min(firstRow, now());
    for (int from = 0; from < rows.size(); from += ROWS_PER_REQUEST) {
      JsonArray instances = new JsonArray();
      rows.subList(from, Math.min(rows.size(), from + ROWS_PER_REQUEST))
          .forEach(row -> instances.add(row.json()));
      JsonObject body = new JsonObject();
      body.add("instances", instances);
      RawResponse response =
          RawConnection.exchange(
              servers.get(server).uri(),
              RawRequest.postJson("/predictions/people", body.toString()));
      assertThat(response.status()).describedAs(response.text()).isEqualTo(200);
    }
    sent.addAll(rows);
  }

  /** Waits until Prometheus has scraped the counts of all rows, and has looked at them all. */
  void awaitEvaluations() {
    String counted = "sum(djl_serving_feature_values_total{djl_serving_feature=\"visits\"})";
    await()
        .atMost(PATIENCE)
        .until(() -> prometheus.query(counted).get(0).value(), value -> value == sent.size());
    lastRowScraped = now();
    await().atMost(PATIENCE).until(() -> now() > firstRow + WINDOW_SECONDS);
  }

  /**
   * Returns the evaluations of a recording rule whose window has all rows, and all servers
   * throughout.
   */
  List<Sample> exact(List<Sample> evaluations) {
    return evaluations.stream()
        .filter(evaluation -> evaluation.time() - WINDOW_SECONDS > firstScrape)
        .filter(evaluation -> evaluation.time() - WINDOW_SECONDS < firstRow - 1)
        .filter(evaluation -> evaluation.time() > lastRowScraped + 1)
        .toList();
  }

  /** All rows that were sent to any of the servers. */
  List<FleetRow> sent() {
    return sent;
  }

  Path reference() {
    return folder.resolve("models/people/reference-profile.json");
  }

  PrometheusProcess prometheus() {
    return prometheus;
  }

  /** In seconds since 1970, as Prometheus counts. */
  private static double now() {
    return System.currentTimeMillis() / 1000.0;
  }

  @Override
  public void close() throws IOException {
    prometheus.close();
    for (ServerProcess server : servers) {
      server.close();
    }
    for (ServerProcess server : servers) {
      // Verdicts are what the fleet is for, and Prometheus may have been stopped during a scrape.
      assertThat(server.log().ourProblems())
          .filteredOn(problem -> !problem.logger().endsWith(".VerdictTelemetry"))
          .filteredOn(problem -> !problem.logger().endsWith(".HttpExchangeAdapter"))
          .describedAs("in %s", server.log())
          .isEmpty();
    }
  }
}
