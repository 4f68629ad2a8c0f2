package io.github.djlobservability.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Fuzzes each target for some time with Jazzer, in a process of its own, and fails if one finds
 * anything. What it finds lies in {@code target/fuzz}, as {@code TARGET.crash-...} and {@code
 * TARGET.log}; put among the seeds, an input is tried by {@link CorpusTest} from then on.
 */
final class FuzzRun {
  private static final Path OUTPUT = Path.of("target", "fuzz");
  private static final String FUZZER = "com.code_intelligence.jazzer.Jazzer";

  /** An input that takes as many seconds is a find; a crowded machine needs more. */
  private static final int SLOW_SECONDS = Integer.getInteger("fuzz.slow-seconds", 20);

  private FuzzRun() {}

  /**
   * Runs all targets, or those named.
   *
   * @param arguments how many seconds each, then names
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> words = Stream.of(arguments).filter(word -> !word.isBlank()).toList();
    int seconds = Integer.parseInt(words.get(0));
    List<String> names =
        words.size() > 1 ? words.subList(1, words.size()) : List.copyOf(FuzzTargets.names());
    List<String> failed = new ArrayList<>();
    for (String name : names) {
      if (!fuzz(name, seconds)) {
        failed.add(name);
      }
    }
    if (!failed.isEmpty()) {
      throw new IllegalStateException("fuzzing has found something in " + failed + ": " + OUTPUT);
    }
  }

  private static boolean fuzz(String name, int seconds) throws IOException, InterruptedException {
    Path corpus = Files.createDirectories(OUTPUT.resolve(name));
    int number = 0;
    for (byte[] input : Corpus.of(name)) {
      Files.write(corpus.resolve("seed-" + number++), input);
    }
    Path log = OUTPUT.resolve(name + ".log");
    int code =
        new ProcessBuilder(command(name, seconds, corpus))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    System.out.printf(
        Locale.ROOT, "%s: %s, %s%n", name, code == 0 ? "nothing found" : "exit " + code, last(log));
    return code == 0;
  }

  private static List<String> command(String name, int seconds, Path corpus) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx1g",
        "-XX:+UseSerialGC",
        "-Dfuzz.target=" + name,
        "-Dlog4j.configurationFile=" + Path.of("src", "test", "resources", "fuzz-log4j2.xml"),
        "-cp",
        System.getProperty("java.class.path"),
        FUZZER,
        "--target_class=" + FuzzEntry.class.getName(),
        "--instrumentation_includes=io.github.djlobservability.**",
        // Netty can't be initialized with it.
        "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.UnsafeSanitizer",
        "--reproducer_path=" + OUTPUT,
        "-artifact_prefix=" + OUTPUT.resolve(name) + ".",
        "-max_total_time=" + seconds,
        "-timeout=" + SLOW_SECONDS,
        "-rss_limit_mb=3000",
        "-max_len=20000",
        "-print_final_stats=1",
        corpus.toString());
  }

  /** Returns the statistics of a run in one line. */
  private static String last(Path log) throws IOException {
    List<String> found = new ArrayList<>();
    for (String line : Files.readAllLines(log, StandardCharsets.ISO_8859_1)) {
      if (line.startsWith("stat::number_of_executed_units")
          || line.startsWith("stat::average_exec_per_sec")
          || line.startsWith("== Java Exception")) {
        found.add(line.replace("stat::", "").replaceAll(" +", " "));
      }
    }
    return String.join(", ", found);
  }
}
