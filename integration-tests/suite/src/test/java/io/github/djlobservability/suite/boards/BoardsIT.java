package io.github.djlobservability.suite.boards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.djlobservability.programs.Needs;
import io.github.djlobservability.programs.Program;
import io.github.djlobservability.suite.BuiltFiles;
import io.github.djlobservability.suite.otlp.OtlpReceiver;
import io.github.djlobservability.suite.prometheus.PrometheusProcess;
import io.github.djlobservability.suite.prometheus.SampledSeries;
import io.github.djlobservability.suite.server.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every query of every panel, and every selector of every alert, in a real Prometheus that scrapes
 * a server with traffic: all return something, and what is determined is as it was sent. With
 * {@code -Dprometheus3=PROGRAM} metrics come by OTLP to that Prometheus, and the dashboards and
 * rules are those for OTLP.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Needs({Program.PROMETHEUS, Program.C_COMPILER})
class BoardsIT {
  private static final int SCRAPE_SECONDS = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern SELECTOR =
      Pattern.compile("\\b(?:djl_[a-z_]+|up)(?:\\{[^}]*})?(?=[\\s)\\[+*=<>-]|$)");

  /** A regression with labels has it; promtool has a case. */
  private static final String OF_REGRESSIONS = "\"mae\"";

  /** Only a failure of the plugin itself makes it, and this traffic has none. */
  private static final String OF_FAILURES = "djl_serving_observability_failures_total";

  /** The last rule of its group, which rests on the others. */
  private static final String LAST_RECORDED = "djl_serving:feature_jensen_shannon:1h";

  /** A Prometheus 3; with it metrics come by OTLP. */
  private static final @Nullable String PROMETHEUS_3 = System.getProperty("prometheus3");

  private final String names = PROMETHEUS_3 == null ? "scrape" : "otlp";
  private final OtlpReceiver receiver = OtlpReceiver.start();
  private final PrometheusProcess prometheus;
  private final BoardTraffic traffic;
  private final double moment;

  BoardsIT(@TempDir Path folder) throws IOException, InterruptedException {
    Map<String, String> telemetry =
        new HashMap<>(receiver.environment(OtlpReceiver.Protocol.HTTP_PROTOBUF));
    if (PROMETHEUS_3 == null) {
      int port = FreePort.next();
      telemetry.put("OTEL_METRICS_EXPORTER", "prometheus");
      telemetry.put("OTEL_EXPORTER_PROMETHEUS_HOST", "127.0.0.1");
      telemetry.put("OTEL_EXPORTER_PROMETHEUS_PORT", Integer.toString(port));
      prometheus = PrometheusProcess.start(folder, rules(), List.of(port), SCRAPE_SECONDS);
    } else {
      prometheus = PrometheusProcess.startForOtlp(Path.of(PROMETHEUS_3), folder, rules());
      telemetry.put(
          "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
          prometheus.address().resolve("/api/v1/otlp/v1/metrics").toString());
      telemetry.put("OTEL_METRIC_EXPORT_INTERVAL", "1000");
    }
    traffic = BoardTraffic.start(folder, telemetry);
    // A rate needs a value from before.
    await()
        .atMost(PATIENCE)
        .until(() -> !prometheus.query("djl_serving_observability_memory_limit_bytes").isEmpty());
    traffic.send();
    moment = settled();
  }

  private List<String> rules() throws IOException {
    Path folder = BuiltFiles.documentation("prometheus");
    if (PROMETHEUS_3 != null) {
      folder = folder.resolve("otlp");
    }
    List<String> rules = new ArrayList<>();
    for (String file : List.of("alerts.yml", "drift-rules.yml")) {
      rules.add(Files.readString(folder.resolve(file)));
    }
    return rules;
  }

  /**
   * Waits until Prometheus has scraped what was sent twice, since a rate needs that, and has
   * recorded what rules make of it, and returns the moment. A machine that is busy may miss a
   * scrape later on.
   */
  private double settled() {
    String labels =
        "sum(djl_serving_feedback_labels_total{djl_serving_feedback_outcome=\"matched\"} offset 4s)";
    return await()
        .atMost(PATIENCE)
        .until(
            () -> System.currentTimeMillis() / 1000.0,
            now ->
                value(labels, now) == traffic.labels()
                    && has("djl_serving_saturation_per_second offset 4s", now)
                    && has("djl_serving_generation_finished_total offset 4s", now)
                    && has("djl_serving_request_rejected_total offset 4s", now)
                    && has("djl_serving_observability_memory_limit_bytes", now)
                    && has(LAST_RECORDED, now));
  }

  private boolean has(String expression, double time) {
    return !query(expression, time).isEmpty();
  }

  private double value(String expression, double time) {
    List<SampledSeries> series = query(expression, time);
    return series.isEmpty() ? Double.NaN : series.get(0).value();
  }

  private List<SampledSeries> query(String expression, double time) {
    try {
      return prometheus.query(expression, time);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterAll
  void stop() throws IOException {
    prometheus.close();
    traffic.close();
    receiver.close();
  }

  @Test
  void everyPanelAndVariableHasSomethingToShow() throws IOException {
    List<String> empty = new ArrayList<>();
    for (String name : Board.NAMES) {
      Board board = Board.read(names, name);
      List<Board.Query> queries = new ArrayList<>(board.variables());
      queries.addAll(board.queries());
      for (Board.Query query : queries) {
        if (!has(withValues(query.expression(), ".*"), moment)) {
          empty.add(name + ", " + query.panel() + ": " + query.expression());
        }
      }
    }
    assertThat(empty).isEmpty();
  }

  @Test
  void everySeriesThatAlertsLookAtIsThere() throws IOException {
    Set<String> empty = new TreeSet<>();
    int selectors = 0;
    for (String file : rules()) {
      for (String line : file.split("\n", -1)) {
        Matcher selector = SELECTOR.matcher(line);
        while (isOfAQuery(line) && selector.find()) {
          if (!isLabel(selector.group())) {
            selectors++;
            if (!selector.group().contains(OF_REGRESSIONS)
                && !selector.group().startsWith(OF_FAILURES)
                && !has(selector.group(), moment)) {
              empty.add(selector.group());
            }
          }
        }
      }
    }
    assertThat(selectors).isGreaterThan(40);
    assertThat(empty).isEmpty();
  }

  private static boolean isOfAQuery(String line) {
    String text = line.strip();
    return !text.startsWith("#")
        && !text.startsWith("- name:")
        && !text.startsWith("- record:")
        && !text.contains("{{");
  }

  /** Names of labels look like those of metrics. */
  private static boolean isLabel(String found) {
    return found.matches(
        "djl_serving_(model_name|model_version|feature|feature_bin|reference_id|slo_objective"
            + "|quality_measure|observability_(signal|thread|part|outcome))");
  }

  @Test
  void noRuleFails() throws IOException {
    assertThat(prometheus.ruleErrors())
        .isNotEmpty()
        .allSatisfy((rule, error) -> assertThat(error).describedAs(rule).isEmpty());
  }

  @Test
  void whatWasSentIsWhatPanelsShow() throws IOException {
    assertShown("model", "Requests since the start", traffic.requests());
    assertShown("model", "Items since the start", traffic.items());
    assertShown("drift", "Items compared since the start", traffic.items());
    assertShown("quality", "Labels that found their prediction, since the start", traffic.labels());
    assertShown("model", "Servers that serve it", 1);
  }

  private void assertShown(String board, String panel, double expected) throws IOException {
    Board.Query query =
        Board.read(names, board).queries().stream()
            .filter(one -> one.panel().equals(panel))
            .findFirst()
            .orElseThrow();
    assertThat(value(withValues(query.expression(), BoardTraffic.MODEL), moment))
        .as(panel)
        .isEqualTo(expected);
  }

  @Test
  void requestsStandBesideTheirDurationsAsExamples() throws IOException {
    assertThat(prometheus.exemplars("djl_serving_request_duration_seconds_bucket")).isPositive();
  }

  private static String withValues(String expression, String model) {
    return expression
        .replace("$__rate_interval", "1m")
        .replace("$job", ".*")
        .replace("$instance", ".*")
        .replace("$model", model)
        .replace("$measure", "accuracy");
  }
}
