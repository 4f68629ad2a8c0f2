package io.github.djlobservability.suite.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.djlobservability.suite.demo.ModelFigures.Durations;
import io.github.djlobservability.suite.http.RawConnection;
import io.github.djlobservability.suite.http.RawRequest;
import io.github.djlobservability.suite.server.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as it is started by Maven, in a Java of its own. */
class ServeDemoIT {

  private static final Duration DEADLINE = Duration.ofSeconds(90);

  @TempDir private Path folder;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void endWhatATestLeft() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void theFirstLookShowsAllModelsAndTheEndIsClean() throws Exception {
    int port = FreePort.next();
    Process demo = start(port, "-Dserve.seconds=3", "-Dserve.rate=40");

    List<ModelFigures> seen =
        await()
            .atMost(DEADLINE)
            .until(
                () -> figures(demo, port),
                models ->
                    models.size() == 3
                        && models.stream().allMatch(model -> model.requests().count() > 0));

    assertThat(seen)
        .extracting(ModelFigures::name)
        .containsExactly("employment", "speech", "text_embedding");
    assertThat(seen).allSatisfy(ServeDemoIT::isComplete);
    assertThat(seen.get(0).inferences().items()).isGreaterThan(seen.get(0).requests().count());
    assertThat(demo.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(demo.exitValue()).describedAs(output()).isZero();
    assertThat(output())
        .contains("curl http://127.0.0.1:" + port + "/observability")
        .contains("not sent; for that, start with OTEL_EXPORTER_OTLP_ENDPOINT")
        .containsPattern("employment: \\d+ requests, 0 errors")
        .containsPattern("1?\\d\\d answers were right, 0 were not");
  }

  private static void isComplete(ModelFigures model) {
    assertThat(model.requests().errors()).isZero();
    assertThat(model.requests().durationSeconds().p99()).isPositive();
    assertThat(model.inferences().items()).isPositive();
    assertThat(model.inferences().phaseSeconds().keySet())
        .containsExactlyInAnyOrder("queue", "preprocess", "inference", "postprocess");
    assertThat(model.inferences().phaseSeconds().values())
        .extracting(Durations::count)
        .allMatch(count -> count > 0);
  }

  @Test
  void theServerEndsWithTheDemo() throws Exception {
    int port = FreePort.next();
    Process demo = start(port);
    await().atMost(DEADLINE).until(() -> figures(demo, port), models -> !models.isEmpty());
    List<ProcessHandle> servers = demo.children().toList();

    demo.destroy();

    assertThat(demo.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(servers).hasSize(1).noneMatch(ProcessHandle::isAlive);
    new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
  }

  @Test
  void aPortThatIsTakenIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Process demo = start(taken.getLocalPort());

      assertThat(demo.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(demo.exitValue()).isEqualTo(1);
      assertThat(output())
          .isEqualToIgnoringNewLines(
              "The demo cannot run: port %d is taken; -Dserve.port=PORT chooses another"
                  .formatted(taken.getLocalPort()));
    }
  }

  private Process start(int port, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dserve.port=" + port);
    command.addAll(List.of(options));
    for (String property : List.of("basedir", "djl.serving.home", "suite.plugin.jar")) {
      command.add("-D" + property + "=" + System.getProperty(property, ""));
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(ServeDemo.class.getName());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(variable -> variable.startsWith("OTEL_"));
    Process process = builder.redirectOutput(folder.resolve("output").toFile()).start();
    started.add(process);
    return process;
  }

  /** Returns the figures of the page; none while the server does not answer. */
  private List<ModelFigures> figures(Process demo, int port) throws IOException {
    assertThat(demo.isAlive()).describedAs(output()).isTrue();
    URI server = URI.create("http://127.0.0.1:" + port);
    try {
      return ModelFigures.parse(
          RawConnection.exchange(server, RawRequest.get("/observability")).text());
    } catch (IOException notYet) {
      return List.of();
    }
  }

  private String output() throws IOException {
    return new String(Files.readAllBytes(folder.resolve("output")), UTF_8);
  }
}
