package io.github.djlobservability.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.label.JoinOutcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Kills a {@link CrashingWriter} again and again, and goes on with what is left of its state. */
final class Crashes {
  private static final long LONGEST_MICROS = 300_000;
  private static final List<JoinOutcome> MATCHED_OR_KNOWN =
      List.of(JoinOutcome.MATCHED, JoinOutcome.DUPLICATE, JoinOutcome.CORRECTED);

  private final Path folder;
  private final SplittableRandom random;
  private long labelled;
  private long predicted;

  Crashes(Path folder, long seed) {
    this.folder = folder;
    this.random = new SplittableRandom(seed);
  }

  /** Kills it a number of times. */
  void run(int times) throws IOException, InterruptedException {
    for (int i = 0; i < times; i++) {
      long synced = kill();
      check(synced);
    }
    System.out.printf(
        "%d kills, %d predictions found, %d labels joined, nothing damaged%n",
        times, predicted, labelled);
  }

  /** Returns the last prediction that was said to be on the disk. */
  private long kill() throws IOException, InterruptedException {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                CrashingWriter.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long synced;
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(said.readLine()).isEqualTo("begun");
      synced = Long.parseLong(said.readLine());
      // The moment of the crash; what comes of it is asserted, not when.
      LockSupport.parkNanos(1_000 * random.nextLong(LONGEST_MICROS));
      // By its handle: the process itself would close what it has said.
      assertThat(writer.toHandle().destroyForcibly()).isTrue();
      int unused = writer.waitFor();
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        synced = Long.parseLong(line);
      }
    }
    return synced;
  }

  private void check(long synced) throws IOException {
    try (KeptState left = new KeptState(folder)) {
      assertThat(left.damage()).isEmpty();
      for (long number = Math.max(1, synced - 200); number <= synced; number++) {
        JoinOutcome outcome = left.label(number).outcome();
        assertThat(outcome).as("prediction %d", number).isIn(MATCHED_OR_KNOWN);
        labelled++;
      }
      predicted = Math.max(predicted, synced);
      left.save();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(file -> file.toString().endsWith(".corrupt"))).isEmpty();
    }
  }
}
