package io.github.djlobservability.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for the files of one target; it is gone when the process ends. */
public final class TargetFolder {
  private final Path path;

  /** Makes the folder. */
  public TargetFolder(String name) throws IOException {
    path = Files.createTempDirectory("fuzz-" + name);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(path)));
  }

  /** Returns the folder. */
  public Path path() {
    return path;
  }

  /** Returns a new, empty folder in place of the last one. */
  public Path fresh() throws IOException {
    Path fresh = path.resolve("fresh");
    delete(fresh);
    return Files.createDirectories(fresh);
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
