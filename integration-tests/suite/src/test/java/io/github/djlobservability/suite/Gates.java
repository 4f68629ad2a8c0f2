package io.github.djlobservability.suite;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Files by which a test and a scripted model wait for each other. Closing them lets every model go
 * on that still waits.
 */
final class Gates implements AutoCloseable {

  private final Path folder;

  Gates() throws IOException {
    folder = Files.createTempDirectory(BuiltFiles.outputFolder("gates"), "test");
  }

  /** The name of a gate, for a script's {@code waitFor}, {@code touch} or {@code gate}. */
  String path(String gate) {
    return folder.resolve(gate).toString();
  }

  /** Lets the model go on. */
  void open(String gate) {
    try {
      Files.createFile(folder.resolve(gate));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the model to come to where it makes the gate's file. */
  void awaitTouched(String gate) {
    await()
        .atMost(Duration.ofSeconds(15))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> Files.exists(folder.resolve(gate)));
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
