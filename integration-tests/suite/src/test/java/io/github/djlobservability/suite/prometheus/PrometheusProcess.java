package io.github.djlobservability.suite.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.programs.Program;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.http.RawResponse;
import io.github.djlobservability.suite.server.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A running Prometheus that evaluates every second. Closing it ends it. */
public final class PrometheusProcess implements AutoCloseable {
  private static final String LAST_ERROR = "lastError";

  private static final Duration START_DEADLINE = Duration.ofSeconds(60);
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(20);

  private final Process process;
  private final URI address;
  private final Path log;

  private PrometheusProcess(Process process, URI address, Path log) {
    this.process = process;
    this.address = address;
    this.log = log;
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  /**
   * Starts Debian's and waits until it answers.
   *
   * @param folder where it keeps everything
   * @param rules the texts of files of rules
   * @param targets ports of this machine to scrape
   * @param seconds how often they are scraped, and how long one may take
   * @throws IllegalStateException if it is not installed or does not come up
   */
  public static PrometheusProcess start(
      Path folder, List<String> rules, List<Integer> targets, int seconds) throws IOException {
    String list =
        targets.stream()
            .map(port -> "\"127.0.0.1:" + port + "\"")
            .collect(Collectors.joining(", "));
    String scraping =
        """
        scrape_configs:
          - job_name: djl-serving
            scrape_interval: %ds
            scrape_timeout: %ds
            static_configs: [{targets: [%s]}]
        """
            .formatted(seconds, seconds, list);
    return start(
        Program.PROMETHEUS.require(),
        folder,
        rules,
        scraping,
        List.of("--enable-feature=exemplar-storage"));
  }

  /** Starts a Prometheus 3 that takes OTLP, which Debian's does not. */
  public static PrometheusProcess startForOtlp(Path program, Path folder, List<String> rules)
      throws IOException {
    return start(
        program,
        folder,
        rules,
        "",
        List.of("--web.enable-otlp-receiver", "--enable-feature=exemplar-storage"));
  }

  private static PrometheusProcess start(
      Path program, Path folder, List<String> rules, String scraping, List<String> options)
      throws IOException {
    for (int i = 0; i < rules.size(); i++) {
      Files.writeString(folder.resolve(i + "-rules.yml"), rules.get(i));
    }
    Path configuration = folder.resolve("prometheus.yml");
    Files.writeString(
        configuration,
        """
        global: {scrape_interval: 1s, evaluation_interval: 1s}
        rule_files: ["*-rules.yml"]
        """
            + scraping);
    URI address = URI.create("http://127.0.0.1:" + FreePort.next());
    Path log = folder.resolve("prometheus.log");
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.add("--config.file=" + configuration);
    command.add("--storage.tsdb.path=" + folder.resolve("data"));
    command.add("--web.listen-address=" + address.getAuthority());
    command.addAll(options);
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    PrometheusProcess started = new PrometheusProcess(process, address, log);
    started.awaitReady();
    return started;
  }

  /** Returns where it listens. */
  public URI address() {
    return address;
  }

  private void awaitReady() throws IOException {
    await().atMost(START_DEADLINE).until(() -> !process.isAlive() || isReady());
    if (!process.isAlive()) {
      throw new IllegalStateException("Prometheus did not come up:\n" + Files.readString(log));
    }
  }

  private boolean isReady() {
    try {
      return RawConnection.exchange(address, RawRequest.get("/-/ready")).status() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Returns the series of an expression at a moment.
   *
   * @param time in seconds since 1970
   */
  public List<SampledSeries> query(String expression, double time) throws IOException {
    String at = String.format(Locale.ROOT, "&time=%.3f", time);
    JsonElement data = get("/api/v1/query?query=" + URLEncoder.encode(expression, UTF_8) + at);
    return data.getAsJsonObject().getAsJsonArray("result").asList().stream()
        .map(SampledSeries::parse)
        .toList();
  }

  /** Returns the series of an expression, now. */
  public List<SampledSeries> query(String expression) throws IOException {
    JsonElement data = get("/api/v1/query?query=" + URLEncoder.encode(expression, UTF_8));
    return data.getAsJsonObject().getAsJsonArray("result").asList().stream()
        .map(SampledSeries::parse)
        .toList();
  }

  /** Returns how many requests stand as examples beside the values of a metric. */
  public int exemplars(String metric) throws IOException {
    JsonElement series =
        get(
            "/api/v1/query_exemplars?query="
                + metric
                + "&start=0&end="
                + Long.MAX_VALUE / 1000_000);
    return series.getAsJsonArray().asList().stream()
        .mapToInt(one -> one.getAsJsonObject().getAsJsonArray("exemplars").size())
        .sum();
  }

  /** Rule to the error of its last evaluation, which is empty when there was none. */
  public Map<String, String> ruleErrors() throws IOException {
    Map<String, String> found = new TreeMap<>();
    for (JsonElement group :
        get("/api/v1/rules").getAsJsonObject().getAsJsonArray("groups").asList()) {
      for (JsonElement element : group.getAsJsonObject().getAsJsonArray("rules").asList()) {
        JsonObject rule = element.getAsJsonObject();
        String error = rule.has(LAST_ERROR) ? rule.get(LAST_ERROR).getAsString() : "";
        found.put(rule.get("name").getAsString(), error);
      }
    }
    return found;
  }

  private JsonElement get(String path) throws IOException {
    RawResponse response = RawConnection.exchange(address, RawRequest.get(path));
    if (response.status() != 200) {
      throw new IOException(path + ": " + response.text());
    }
    return JsonParser.parseString(response.text()).getAsJsonObject().get("data");
  }

  /** Asks it to end, and waits until it does: it writes to its folder to the last. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
