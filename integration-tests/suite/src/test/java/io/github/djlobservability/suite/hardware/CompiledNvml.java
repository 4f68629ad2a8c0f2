package io.github.djlobservability.suite.hardware;

import io.github.djlobservability.suite.BuiltFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * A management library for GPUs, compiled from the plugin's tests, whose cards say what a script
 * tells them to.
 */
record CompiledNvml(Path library, Path script) {

  private static final List<String> COMPILERS = List.of("cc", "gcc", "clang");

  /** Compiles it; the test is skipped, and says why, where there is no compiler. */
  static CompiledNvml in(Path folder) throws IOException, InterruptedException {
    Optional<String> compiler = COMPILERS.stream().filter(CompiledNvml::isThere).findFirst();
    Assumptions.assumeTrue(compiler.isPresent(), "no C compiler: none of " + COMPILERS);
    Path library = folder.resolve("libnvml.so");
    List<String> command = new ArrayList<>(List.of(compiler.orElseThrow()));
    command.addAll(List.of("-shared", "-fPIC", "-o", library.toString()));
    command.add(BuiltFiles.repository().resolve("plugin/serving/src/test/c/nvml.c").toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ":\n" + output);
    }
    return new CompiledNvml(library, folder.resolve("nvml.script"));
  }

  private static boolean isThere(String compiler) {
    for (String folder : System.getenv("PATH").split(":", -1)) {
      if (Files.isExecutable(Path.of(folder, compiler))) {
        return true;
      }
    }
    return false;
  }

  /** From now on the cards say this; see the library's source. */
  void says(List<String> lines) throws IOException {
    Files.write(script, lines);
  }
}
