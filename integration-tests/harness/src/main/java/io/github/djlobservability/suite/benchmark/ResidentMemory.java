package io.github.djlobservability.suite.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads what a process holds of the machine's memory, as Linux counts it. */
final class ResidentMemory {

  private static final String LINE = "VmRSS:";

  private ResidentMemory() {}

  /** Returns bytes; 0 where there is no {@code /proc}. */
  static long of(long pid) throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith(LINE)) {
        return 1024 * Long.parseLong(line.substring(LINE.length()).replace("kB", "").strip());
      }
    }
    return 0;
  }
}
