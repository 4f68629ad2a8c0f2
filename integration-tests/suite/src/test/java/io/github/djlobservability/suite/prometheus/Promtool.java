package io.github.djlobservability.suite.prometheus;

import io.github.djlobservability.programs.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Prometheus's own check of files. */
public final class Promtool {

  private Promtool() {}

  /** Returns the problems that Prometheus finds in a file of rules; empty if there is none. */
  public static String problemsWithRules(Path rules) throws IOException, InterruptedException {
    return problems("check", "rules", "--lint-fatal", rules.toString());
  }

  /** Runs the cases of a file; returns those that fail, empty if there is none. */
  static String failedCases(Path cases) throws IOException, InterruptedException {
    return problems("test", "rules", cases.toString());
  }

  private static String problems(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Program.PROMTOOL.require().toString());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return process.waitFor() == 0 ? "" : output;
  }
}
