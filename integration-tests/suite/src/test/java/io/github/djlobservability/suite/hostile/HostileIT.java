package io.github.djlobservability.suite.hostile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short part of what {@link HostileStudy} does. */
class HostileIT {
  private static final int REQUESTS = 800;
  private static final long SEED = 20261130;

  @TempDir private Path models;

  @Test
  void hostileRequestsCostTheOthersNothing() throws IOException, InterruptedException {
    new HostileRun(models, REQUESTS, SEED, Duration.ofSeconds(60)).run(4);
  }
}
