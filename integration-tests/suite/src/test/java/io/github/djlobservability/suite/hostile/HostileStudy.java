package io.github.djlobservability.suite.hostile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A hundred thousand requests, one of twenty hostile. Prints the figures of docs/studies/faults.md;
 * takes half an hour.
 *
 * <pre>
 * mvn verify -pl integration-tests/suite -am -Dtest=NoSuch -Dsurefire.failIfNoSpecifiedTests=false
 *   -Dit.test=HostileStudy -Dfailsafe.failIfNoSpecifiedTests=false
 * </pre>
 */
class HostileStudy {
  private static final int REQUESTS = Integer.getInteger("hostile.requests", 100_000);
  private static final long SEED = Long.getLong("hostile.seed", 20261130);

  @TempDir private Path models;

  @Test
  void hostileRequestsCostTheOthersNothing() throws IOException, InterruptedException {
    new HostileRun(models, REQUESTS, SEED, Duration.ofMinutes(5)).run(4);
  }
}
