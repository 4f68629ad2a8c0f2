package io.github.djlobservability.crash;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few of the crashes of {@link CrashStudy}. */
class CrashTest {
  private static final long SEED = 20261130;
  private static final int KILLS = 3;

  @TempDir private Path folder;

  @Test
  void whatWasOnTheDiskOutlivesACrash() throws IOException, InterruptedException {
    System.out.println("seed " + SEED);
    new Crashes(folder, SEED).run(KILLS);
  }
}
