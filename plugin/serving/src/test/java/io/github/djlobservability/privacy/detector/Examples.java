package io.github.djlobservability.privacy.detector;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Reads the examples of the test resources. */
final class Examples {
  private Examples() {}

  /** The lines of a table, without comments; cells are between tabs. */
  static List<String[]> of(String resource) {
    try (InputStream in = Examples.class.getResourceAsStream("/" + resource)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.replace("·", "").replace("\\n", "\n").split("\t"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
