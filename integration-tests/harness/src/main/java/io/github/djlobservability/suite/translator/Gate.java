package io.github.djlobservability.suite.translator;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Lets a test decide how long a model takes: it waits for a file. */
final class Gate {

  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

  private Gate() {}

  /**
   * Waits until the file is there, or its folder is gone because the test is over.
   *
   * @throws IllegalStateException if it never comes
   */
  static void await(String file) throws InterruptedException {
    Path path = Path.of(file);
    long start = System.nanoTime();
    while (!Files.exists(path) && Files.exists(path.getParent())) {
      if (System.nanoTime() - start > LIMIT_NANOS) {
        throw new IllegalStateException("nobody made " + file);
      }
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }
}
