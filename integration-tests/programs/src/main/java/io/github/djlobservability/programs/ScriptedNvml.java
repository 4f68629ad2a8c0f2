package io.github.djlobservability.programs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
    Path script = folder.resolve(name + ".script");
    List<String> all = new ArrayList<>(List.of("-DSCRIPT=\"" + script + "\""));
    all.addAll(List.of(options));
    return new ScriptedNvml(SharedLibrary.compile(folder, name, "nvml.c", all), script);
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
