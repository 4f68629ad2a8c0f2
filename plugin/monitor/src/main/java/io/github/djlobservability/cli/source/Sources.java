package io.github.djlobservability.cli.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Opens files by what their names say they are. */
final class Sources {

  private Sources() {}

  /**
   * Opens a file: {@code .csv}, {@code .tsv}, {@code .txt} (CSV), {@code .jsonl}, {@code .ndjson},
   * {@code .json} (JSON objects, one after the other or in an array), {@code .npz}; all but the
   * last also with {@code .gz}.
   *
   * @throws InputException if the name ends otherwise, or the file is not what it says
   */
  static RecordSource open(Path file, InputOptions options) throws IOException {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    if (plain.endsWith(".csv") || plain.endsWith(".tsv") || plain.endsWith(".txt")) {
      CountingInputStream counter = CountingInputStream.open(file);
      return new CsvSource(file, decompressed(counter, name), counter, options);
    }
    if (plain.endsWith(".jsonl") || plain.endsWith(".ndjson") || plain.endsWith(".json")) {
      CountingInputStream counter = CountingInputStream.open(file);
      return new JsonSource(file, decompressed(counter, name), counter, options);
    }
    if (name.endsWith(".npz")) {
      return new NpzSource(file, options);
    }
    throw new InputException(
        file + ": the name must end with .csv, .tsv, .txt, .jsonl, .ndjson, .json or .npz");
  }

  private static InputStream decompressed(InputStream in, String name) throws IOException {
    return name.endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
  }

  /** Whether a file is a reference profile, by its first characters. */
  static boolean isProfile(Path file) throws IOException {
    if (!file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".json")) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      String start = new String(in.readNBytes(200), StandardCharsets.UTF_8);
      return start.contains("djl-serving-observability/profile");
    }
  }
}
