package io.github.djlobservability.suite.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Describes the machine that the benchmark runs on. */
final class Machine {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private Machine() {}

  /** Processor, memory, operating system and Java, in one line. */
  static String description() throws IOException {
    return String.format(
        Locale.ROOT,
        "%s, %d processors, %d GB; %s %s %s; Java %s (%s)",
        processor(),
        Runtime.getRuntime().availableProcessors(),
        Math.round(system().getTotalMemorySize() / (double) (1L << 30)),
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        System.getProperty("os.arch"),
        System.getProperty("java.runtime.version"),
        System.getProperty("java.vendor"));
  }

  /**
   * Returns how many threads ran or waited to run, on average over the last minute; negative if
   * unknown.
   */
  static double load() {
    return system().getSystemLoadAverage();
  }

  private static String processor() throws IOException {
    if (!Files.isReadable(CPU_INFO)) {
      return "unknown processor";
    }
    return Files.readAllLines(CPU_INFO).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown processor");
  }

  private static OperatingSystemMXBean system() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  }
}
