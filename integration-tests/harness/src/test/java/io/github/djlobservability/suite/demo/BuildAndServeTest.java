package io.github.djlobservability.suite.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.suite.BuiltFiles;
import io.github.djlobservability.suite.server.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command as Maven starts it: from its source, with a Maven that is a script. */
class BuildAndServeTest {

  @TempDir private Path folder;
  private Path root;

  @BeforeEach
  void makeRoot() throws IOException {
    root = Files.createDirectories(folder.resolve("root"));
    Files.createDirectories(folder.resolve("maven/bin"));
  }

  @Test
  void looksAtThePortBeforeItBuilds() throws Exception {
    maven("touch built");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Result result = run(String.valueOf(taken.getLocalPort()));

      assertThat(result.code()).isEqualTo(1);
      assertThat(result.lines())
          .containsExactly(
              "The demo cannot run: port %d is taken; -Dserve.port=PORT chooses another"
                  .formatted(taken.getLocalPort()));
      assertThat(root.resolve("built")).doesNotExist();
    }
  }

  @Test
  void saysWhatIsAllowedAsPort() throws Exception {
    assertThat(run("many").lines())
        .containsExactly("The demo cannot run: serve.port is many; allowed is a number");
  }

  @Test
  void repeatsWhatMavenWasGivenAndShowsWhyTheBuildFailed() throws Exception {
    maven(
        """
        echo "$@" > arguments
        echo '[INFO] Building Product: parent 0.1.0-SNAPSHOT [1/7]'
        echo '[INFO] --- enforcer:3.6.2:enforce (toolchain) @ parent ---'
        echo '[ERROR] no such dependency'
        exit 1""");

    Result result = run(String.valueOf(FreePort.next()));

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.lines())
        .containsExactly(
            "Building what the demo needs. The first time takes some minutes.",
            "  1 of 7: parent",
            "The build failed; all of its output is in "
                + root.resolve("integration-tests/harness/target/serve-build.log"),
            "[ERROR] no such dependency");
    assertThat(Files.readString(root.resolve("arguments")).strip().split(" "))
        .contains("--offline", "-Dmaven.repo.local=/repository", "package")
        .containsSequence("--activate-profiles", "djl-serving,other")
        .doesNotContain("--settings");
  }

  @ParameterizedTest
  @CsvSource({
    "[INFO] Building Product: sample models 0.1.0-SNAPSHOT    [6/7], '  6 of 7: sample models'",
    "[INFO] Building Product 1.0 [5/7], '  5 of 7: Product'",
    "[INFO] --- exec:3.5.1:java (train-employment) @ m ---, '    training a model: train-employment'",
    "[INFO] Downloaded from central: https://host/x/onnxruntime-1.21.1.jar (137 MB at 9.1 MB/s),"
        + " '    downloaded onnxruntime-1.21.1.jar, 137 MB'",
    "[INFO] Downloaded from central: https://host/x/small.jar (137 kB at 9.1 MB/s),",
    "[INFO] Building jar: /x/y.jar,",
    "[INFO] Tests are skipped.,"
  })
  void namesTheStepsOfTheBuild(String line, String said) {
    assertThat(BuildAndServe.progress(line).orElse(null)).isEqualTo(said);
  }

  private void maven(String script) throws IOException {
    Path file = folder.resolve("maven/bin/mvn");
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Result run(String port) throws IOException, InterruptedException {
    Path source =
        BuiltFiles.repository()
            .resolve("integration-tests/harness/src/main/java")
            .resolve(BuildAndServe.class.getName().replace('.', '/') + ".java");
    List<String> command =
        Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                "-Dserve.port=" + port,
                "-Dbuild.root=" + root,
                "-Dbuild.maven=" + folder.resolve("maven"),
                "-Dbuild.offline=true",
                "-Dbuild.repository=/repository",
                "-Dbuild.settings=" + folder.resolve("no-such-settings.xml"),
                "-Dbuild.profiles=[serve, djl-serving, other]",
                source)
            .map(Object::toString)
            .toList();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Result(process.waitFor(), output.lines().toList());
  }

  private record Result(int code, List<String> lines) {}
}
