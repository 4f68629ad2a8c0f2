package io.github.djlobservability.suite.prometheus;

import io.github.djlobservability.programs.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Prometheus's own check of files. */
public final class Promtool {

  private Promtool() {}

  /**
   * Returns the problems that Prometheus finds in a file of rules; empty if there is no problem.
   */
  public static String problemsWithRules(Path rules) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Program.PROMTOOL.require().toString(),
                "check",
                "rules",
                "--lint-fatal",
                rules.toString())
            .redirectErrorStream(true)
            .start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return process.waitFor() == 0 ? "" : output;
  }
}
