package io.github.djlobservability.hardware;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads Linux's files on processes and memory; on other systems there are none. Thread-safe. */
final class ProcFiles {
  private static final long KILOBYTE = 1024;

  private final Path folder;

  /**
   * @param folder {@code /proc}
   */
  ProcFiles(Path folder) {
    this.folder = folder;
  }

  /** Reads what belongs to this process. */
  OwnProcess process() {
    Map<String, String> status = read("self/status");
    return new OwnProcess(bytes(status.get("VmRSS")), number(status.get("Threads")));
  }

  /** Reads the machine's memory. */
  HostMemory memory() {
    Map<String, String> memory = read("meminfo");
    return new HostMemory(bytes(memory.get("MemTotal")), bytes(memory.get("MemAvailable")));
  }

  /**
   * A process; null is what is not known.
   *
   * @param residentBytes its memory that is in RAM, heap and native
   * @param threads Java's and native ones
   */
  record OwnProcess(@Nullable Long residentBytes, @Nullable Long threads) {}

  /**
   * The machine's memory; null is what is not known.
   *
   * @param availableBytes how much could be had without swapping
   */
  record HostMemory(@Nullable Long totalBytes, @Nullable Long availableBytes) {}

  private Map<String, String> read(String file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(folder.resolve(file));
    } catch (IOException e) {
      return Map.of();
    }
    Map<String, String> fields = new HashMap<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
      }
    }
    return fields;
  }

  private static @Nullable Long bytes(@Nullable String kilobytes) {
    Long number =
        kilobytes == null || !kilobytes.endsWith(" kB")
            ? null
            : number(kilobytes.substring(0, kilobytes.length() - 3).strip());
    return number == null ? null : number * KILOBYTE;
  }

  private static @Nullable Long number(@Nullable String text) {
    try {
      return text == null ? null : Long.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
