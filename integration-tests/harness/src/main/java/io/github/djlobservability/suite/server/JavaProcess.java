package io.github.djlobservability.suite.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a running Java process about itself, by the JDK's {@code jcmd}. */
public final class JavaProcess {
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

  private JavaProcess() {}

  /** Returns the bytes of all objects that are alive, after a full collection. */
  public static long liveBytes(long pid) throws IOException, InterruptedException {
    Matcher total = TOTAL.matcher(command(pid, "GC.class_histogram"));
    if (!total.find()) {
      throw new IllegalStateException("a histogram without a total");
    }
    return Long.parseLong(total.group(1));
  }

  /** Writes all objects that are alive, after a full collection, to a file in the format HPROF. */
  public static void dump(long pid, Path file) throws IOException, InterruptedException {
    String said = command(pid, "GC.heap_dump", file.toString());
    if (!said.contains("Heap dump file created")) {
      throw new IllegalStateException(said);
    }
  }

  /** Collects garbage, all of it. */
  public static void collect(long pid) throws IOException, InterruptedException {
    command(pid, "GC.run");
  }

  /** Returns the names of all threads. */
  public static List<String> threads(long pid) throws IOException, InterruptedException {
    return command(pid, "Thread.print")
        .lines()
        .filter(line -> line.startsWith("\""))
        .map(line -> line.substring(1, line.indexOf('"', 1)))
        .toList();
  }

  private static String command(long pid, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    command.add(Long.toString(pid));
    command.addAll(List.of(words));
    Process jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (jcmd.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ":\n" + said);
    }
    return said;
  }
}
