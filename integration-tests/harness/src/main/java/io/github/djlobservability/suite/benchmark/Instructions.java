package io.github.djlobservability.suite.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Counts the instructions that a process executes, the just-in-time compiler's included, by Linux's
 * {@code perf stat}: a figure that other work on the machine hardly changes. Many virtual machines
 * have no such counter, and many machines no {@code perf}.
 */
final class Instructions {
  private static final String SEPARATOR = ";";

  private final Process perf;

  private Instructions(Process perf) {
    this.perf = perf;
  }

  /** Begins to count those of a process, for a time. */
  static Instructions of(long pid, Duration time) throws IOException {
    List<String> command =
        List.of(
            "/bin/sh",
            "-c",
            "exec perf stat -x '%s' -e instructions -p %d --timeout %d"
                .formatted(SEPARATOR, pid, time.toMillis()));
    return new Instructions(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /** Waits until the time is over and returns how many there were; NaN where none are counted. */
  double count() throws IOException, InterruptedException {
    String said = new String(perf.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    perf.waitFor();
    return read(said);
  }

  /** Reads what {@code perf} says: a line of fields, of which the first is the count. */
  static double read(String said) {
    return said.lines()
        .map(line -> line.split(SEPARATOR, -1))
        .filter(fields -> fields.length > 2 && fields[2].startsWith("instructions"))
        .filter(fields -> fields[0].matches("\\d+"))
        .mapToDouble(fields -> Double.parseDouble(fields[0]))
        .findFirst()
        .orElse(Double.NaN);
  }
}
