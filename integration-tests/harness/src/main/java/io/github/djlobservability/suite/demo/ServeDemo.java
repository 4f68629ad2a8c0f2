package io.github.djlobservability.suite.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.djlobservability.suite.BuiltFiles;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.server.ServerLauncher;
import io.github.djlobservability.suite.server.ServerProcess;
import io.github.djlobservability.suite.speech.SpokenDigits;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Serves the sample models with the plugin, sends them traffic, and says every ten seconds what the
 * plugin sees; until it is stopped, or for some seconds. {@link DemoOptions} has the options. The
 * variables {@code OTEL_*} and {@code SERVING_OBSERVABILITY_*} reach the server.
 *
 * <p>The exit code is 0 if every answer was right, else 1.
 */
public final class ServeDemo {

  static final int FAILED = 1;

  private static final Duration REPORT_EVERY = Duration.ofSeconds(10);
  private static final int PROBLEMS_SHOWN = 3;

  /**
   * Fixes the order of the rows and how many each request has: the traffic is the same every time.
   */
  private static final long SEED = 20_161;

  private final DemoOptions options;
  private final Map<String, String> environment;
  private final PrintStream out;
  private final Map<String, DriftVerdicts> verdicts = new LinkedHashMap<>();
  private final LateLabels labels = new LateLabels();
  private final WordErrors wordErrors = new WordErrors();

  private ServeDemo(DemoOptions options, Map<String, String> environment, PrintStream out) {
    this.options = options;
    this.environment = environment;
    this.out = out;
    verdicts.put("employment", new DriftVerdicts());
    verdicts.put(SpeechDemoRequest.MODEL, new DriftVerdicts());
  }

  /** Runs the demo. */
  public static void main(String[] args) throws IOException, InterruptedException {
    StopWithParent.begin();
    int code;
    try {
      DemoOptions options = DemoOptions.from(System.getProperties());
      code = new ServeDemo(options, forTheServer(System.getenv()), System.out).run();
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println("The demo cannot run: " + e.getMessage());
      code = FAILED;
    }
    System.exit(code);
  }

  private static Map<String, String> forTheServer(Map<String, String> environment) {
    return environment.entrySet().stream()
        .filter(
            variable ->
                variable.getKey().startsWith("OTEL_")
                    || variable.getKey().startsWith("SERVING_OBSERVABILITY_"))
        .collect(
            Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
  }

  private int run() throws IOException, InterruptedException {
    Traffic traffic = traffic();
    BuildAndServe.requireFreePort(options.port());
    out.println("Starting the server ...");
    try (ServerProcess server = startServer()) {
      out.println(Guide.text(server, options, environment));
      SteadyTraffic sender =
          SteadyTraffic.start(server.uri(), traffic, labels, options.requestsPerSecond());
      try (sender) {
        reportUntilTheEnd(server, sender);
      }
      report(server, sender);
      out.printf("%d answers were right, %d were not.%n", sender.right(), sender.wrong());
      return sender.wrong() == 0 && sender.right() > 0 ? 0 : FAILED;
    }
  }

  private Traffic traffic() throws IOException {
    List<CensusRow> rows = CensusFile.read(BuiltFiles.censusTraffic(), SEED);
    PopulationShift shift =
        options.shiftAfterRows() == 0
            ? PopulationShift.NONE
            : PopulationShift.olderAfter(options.shiftAfterRows());
    Calls calls =
        new Calls(
            SpokenDigits.read(BuiltFiles.speechTraffic()), options.microphoneAfterCalls(), SEED);
    return new Traffic(rows, sentences(), shift, calls, SEED);
  }

  private static List<String> sentences() throws IOException {
    try (InputStream file = ServeDemo.class.getResourceAsStream("sentences.txt")) {
      String text = new String(Objects.requireNonNull(file, "sentences.txt").readAllBytes(), UTF_8);
      return text.lines().toList();
    }
  }

  private ServerProcess startServer() throws IOException {
    return new ServerLauncher("serve")
        .onPort(options.port())
        .withPlugin()
        .withModels(BuiltFiles.sampleModels())
        .withEnvironment(environment)
        .start();
  }

  private void reportUntilTheEnd(ServerProcess server, SteadyTraffic sender)
      throws IOException, InterruptedException {
    Duration duration = options.duration();
    long start = System.nanoTime();
    while (true) {
      Duration left =
          duration == null
              ? REPORT_EVERY
              : duration.minus(Duration.ofNanos(System.nanoTime() - start));
      Thread.sleep(Math.min(left.toMillis(), REPORT_EVERY.toMillis()));
      if (left.compareTo(REPORT_EVERY) < 0) {
        return;
      }
      report(server, sender);
    }
  }

  private static String page(ServerProcess server, String model, String page) throws IOException {
    RawRequest request = RawRequest.get("/observability/models/" + model + "/" + page);
    return RawConnection.exchange(server.uri(), request).text();
  }

  private void report(ServerProcess server, SteadyTraffic sender) throws IOException {
    if (!server.isRunning()) {
      throw new IllegalStateException("the server has ended by itself:\n" + server.log().tail());
    }
    String page = RawConnection.exchange(server.uri(), RawRequest.get("/observability")).text();
    out.println(
        ModelFigures.parse(page).stream()
            .map(ModelFigures::summary)
            .collect(Collectors.joining("; ")));
    for (Map.Entry<String, DriftVerdicts> model : verdicts.entrySet()) {
      model
          .getValue()
          .news(page(server, model.getKey(), "drift"))
          .forEach(verdict -> out.println("  " + model.getKey() + ", " + verdict));
    }
    labels.sendDue(server.uri());
    wordErrors
        .news(page(server, SpeechDemoRequest.MODEL, "quality"))
        .forEach(rate -> out.println("  " + SpeechDemoRequest.MODEL + ", " + rate));
    sender.drainProblems().stream()
        .limit(PROBLEMS_SHOWN)
        .forEach(problem -> out.println("  wrong: " + problem));
  }
}
