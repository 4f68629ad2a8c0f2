package io.github.djlobservability.hardware;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The management library in {@code src/test/c}, compiled, and what it is told to say. */
final class ScriptedNvml {
  private static final List<String> COMPILERS = List.of("cc", "gcc", "clang");

  private final Path library;
  private final Path script;

  private ScriptedNvml(Path library, Path script) {
    this.library = library;
    this.script = script;
  }

  /**
   * Compiles it; the test is skipped, and says why, where there is no compiler.
   *
   * @param name the script's and library's name in the folder
   */
  static ScriptedNvml compile(Path folder, String name, String... options)
      throws IOException, InterruptedException {
    Optional<String> compiler = compiler();
    Assumptions.assumeTrue(compiler.isPresent(), "no C compiler: none of " + COMPILERS);
    Path library = folder.resolve("lib" + name + ".so");
    List<String> command =
        new ArrayList<>(List.of(compiler.orElseThrow(), "-shared", "-fPIC", "-o"));
    command.add(library.toString());
    command.addAll(List.of(options));
    command.add(Path.of("src", "test", "c", "nvml.c").toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ":\n" + output);
    }
    ScriptedNvml nvml = new ScriptedNvml(library, folder.resolve(name + ".script"));
    Native.load(library.toString(), Script.class).nvml_script(nvml.script.toString());
    return nvml;
  }

  private static Optional<String> compiler() {
    return COMPILERS.stream().filter(ScriptedNvml::isThere).findFirst();
  }

  private static boolean isThere(String compiler) {
    for (String folder : System.getenv("PATH").split(":", -1)) {
      if (Files.isExecutable(Path.of(folder, compiler))) {
        return true;
      }
    }
    return false;
  }

  /** The library's file. */
  String file() {
    return library.toString();
  }

  /** From now on it says this. */
  void says(String... lines) throws IOException {
    Files.write(script, List.of(lines));
  }

  /** The function by which the library is told its script. */
  @SuppressWarnings("MemberName") // its name in C
  public interface Script extends Library {
    void nvml_script(String file);
  }
}
