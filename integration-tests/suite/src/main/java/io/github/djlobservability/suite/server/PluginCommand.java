package io.github.djlobservability.suite.server;

import io.github.djlobservability.suite.BuiltFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The packaged plugin as a command line. */
public final class PluginCommand {

  private PluginCommand() {}

  /**
   * Runs it to its end.
   *
   * @return what it wrote, errors included
   * @throws IllegalStateException if its exit code is not 0
   */
  public static String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-jar");
    command.add(BuiltFiles.pluginJar().toString());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ":\n" + output);
    }
    return output;
  }
}
