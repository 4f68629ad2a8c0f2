package io.github.djlobservability.suite.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One of the 40 kinds of personal data and secrets.
 *
 * @param kind its name
 * @param value an example
 * @param byPattern whether a detector knows it; else only the path of its field does
 */
record PlantedValue(String kind, String value, boolean byPattern) {
  private static final Path FILE =
      Path.of("../../plugin/serving/src/test/resources/personal-data.tsv");

  static List<PlantedValue> all() {
    try {
      return Files.readAllLines(FILE).stream()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.replace("·", "").split("\t"))
          .map(cells -> new PlantedValue(cells[0], cells[1], cells[2].equals("pattern")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the part that must be nowhere; of an address the password, of a key the key. */
  String needle() {
    if (value.startsWith("https://")) {
      return "s3cr3t-Pa55";
    }
    return value.substring(value.indexOf('=') + 1).replace("BSN ", "");
  }

  /** Returns whether it can stand in a header. */
  boolean isAscii() {
    return value.chars().allMatch(c -> c < 128);
  }

  String json() {
    return "\"" + value + "\"";
  }

  String encoded() {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
