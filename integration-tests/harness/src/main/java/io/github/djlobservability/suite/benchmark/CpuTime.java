package io.github.djlobservability.suite.benchmark;

import io.github.djlobservability.suite.server.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * CPU time that a server has used up to a moment: its whole process, threads that have ended
 * included, without Java's just-in-time compiler. The compiler is left out because what it does in
 * the minutes of a benchmark it does once in the months of a server. Where there is no {@code
 * /proc}, it is in.
 */
final class CpuTime {

  /**
   * Keeps the compiler's threads alive: the time of one that ended could not be told from the
   * server's.
   */
  static final String JVM_OPTION = "-XX:-UseDynamicNumberOfCompilerThreads";

  /** The first fifteen characters, all that Linux keeps of a thread's name. */
  private static final List<String> COMPILERS = List.of("C1 CompilerThre", "C2 CompilerThre");

  private CpuTime() {}

  static Duration of(ServerProcess server) throws IOException {
    return server.cpuTime().minusNanos(compilerNanos(server.pid()));
  }

  private static long compilerNanos(long pid) throws IOException {
    Path threads = Path.of("/proc", Long.toString(pid), "task");
    if (!Files.isDirectory(threads)) {
      return 0;
    }
    long nanos = 0;
    try (Stream<Path> all = Files.list(threads)) {
      for (Path thread : all.toList()) {
        nanos += compilerNanos(thread);
      }
    }
    return nanos;
  }

  private static long compilerNanos(Path thread) throws IOException {
    try {
      if (!COMPILERS.contains(Files.readString(thread.resolve("comm")).strip())) {
        return 0;
      }
      // Time on a processor, time waiting for one, number of turns.
      return Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ", 2)[0]);
    } catch (NoSuchFileException ended) {
      return 0;
    }
  }
}
