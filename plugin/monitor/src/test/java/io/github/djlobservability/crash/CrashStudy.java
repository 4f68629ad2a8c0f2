package io.github.djlobservability.crash;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that writes state, with {@code kill -9}, at two hundred random moments. */
class CrashStudy {
  private static final long SEED = Long.getLong("crash.seed", 20261130);
  private static final int KILLS = Integer.getInteger("crash.kills", 200);

  @TempDir private Path folder;

  @Test
  void whatWasOnTheDiskOutlivesEveryCrash() throws IOException, InterruptedException {
    System.out.println("seed " + SEED);
    new Crashes(folder, SEED).run(KILLS);
  }
}
