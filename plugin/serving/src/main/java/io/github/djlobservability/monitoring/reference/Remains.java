package io.github.djlobservability.monitoring.reference;

import io.github.djlobservability.state.ReplacedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Erases from what nobody goes on with: references that were replaced, with the state and the
 * verdicts of their monitors, and files that were set aside. A file in which an id stands is
 * deleted whole, though never the reference itself. Stateless.
 */
public final class Remains {
  private Remains() {}

  /**
   * Deletes the files of a model in which one of the ids stands.
   *
   * @param unused folders that no part has open
   * @return how many
   */
  public static int erase(ModelFiles files, Collection<Path> unused, Collection<String> ids)
      throws IOException {
    if (!Files.isDirectory(files.state())) {
      return 0;
    }
    List<byte[]> needles = ids.stream().map(id -> id.getBytes(StandardCharsets.UTF_8)).toList();
    List<Path> all;
    try (Stream<Path> found = Files.walk(files.state())) {
      all = found.filter(Files::isRegularFile).toList();
    }
    int gone = 0;
    for (Path file : all) {
      if (remains(files, unused, file) && holdsAny(ReplacedFile.read(file), needles)) {
        Files.delete(file);
        gone++;
      }
    }
    return gone;
  }

  private static boolean remains(ModelFiles files, Collection<Path> unused, Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".corrupt")
        || file.equals(files.qualityBefore())
        || (file.startsWith(files.replaced()) && !name.equals(ModelFiles.REFERENCE))
        || unused.stream().anyMatch(file::startsWith);
  }

  private static boolean holdsAny(byte[] bytes, List<byte[]> needles) {
    return needles.stream().anyMatch(needle -> holds(bytes, needle));
  }

  private static boolean holds(byte[] bytes, byte[] needle) {
    for (int from = 0; from <= bytes.length - needle.length; from++) {
      int same = 0;
      while (same < needle.length && bytes[from + same] == needle[same]) {
        same++;
      }
      if (same == needle.length) {
        return true;
      }
    }
    return false;
  }
}
