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
   * Holds the result of a run.
   *
   * @param exitCode its exit code
   * @param output what it wrote, errors included
   */
  public record Outcome(int exitCode, String output) {}

  /**
   * Runs it to its end.
   *
   * @return what it wrote, errors included
   * @throws IllegalStateException if its exit code is not 0
   */
  public static String run(String... arguments) throws IOException, InterruptedException {
    Outcome outcome = outcome(List.of(), List.of(arguments));
    if (outcome.exitCode() != 0) {
      throw new IllegalStateException(String.join(" ", arguments) + ":\n" + outcome.output());
    }
    return outcome.output();
  }

  /**
   * Runs it to its end, whatever that is, with no class path but the jar's own.
   *
   * @param options of the virtual machine
   */
  public static Outcome outcome(List<String> options, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-jar");
    command.add(BuiltFiles.pluginJar().toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("CLASSPATH");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), output);
  }
}
