package io.github.djlobservability.programs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A management library for GPUs, compiled from {@code nvml.c}, whose cards say what a script tells
 * them to.
 *
 * @param library the file to load
 * @param script the file that the library reads at each call
 */
public record ScriptedNvml(Path library, Path script) {

  /**
   * Compiles the library. Tests that call it are marked {@link Needs} {@link Program#C_COMPILER}.
   *
   * @param name the library's and the script's name in the folder
   * @param options further options of the compiler
   */
  public static ScriptedNvml compile(Path folder, String name, String... options)
      throws IOException, InterruptedException {
    Path source = folder.resolve(name + ".c");
    try (InputStream text = ScriptedNvml.class.getResourceAsStream("nvml.c")) {
      Files.copy(Objects.requireNonNull(text, "nvml.c"), source);
    }
    ScriptedNvml nvml =
        new ScriptedNvml(folder.resolve("lib" + name + ".so"), folder.resolve(name + ".script"));
    List<String> command = new ArrayList<>();
    command.add(Program.C_COMPILER.require().toString());
    command.addAll(List.of("-shared", "-fPIC", "-o", nvml.library.toString()));
    command.add("-DSCRIPT=\"" + nvml.script + "\"");
    command.addAll(List.of(options));
    command.add(source.toString());
    run(command);
    return nvml;
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ":\n" + output);
    }
  }

  /** Makes the cards say this from now on; the library's source has the words. */
  public void says(String... lines) throws IOException {
    says(List.of(lines));
  }

  /** Makes the cards say this from now on. */
  public void says(List<String> lines) throws IOException {
    Files.write(script, lines);
  }
}
