package io.github.djlobservability.cli.source;

import io.github.djlobservability.state.ReplacedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Opens files by what their names say they are. */
final class Sources {

  private static final Pattern CSV = ending("csv|tsv|txt", true);
  private static final Pattern JSON = ending("jsonl|ndjson|json", true);

  /** Formats of tables that cannot be read. */
  private static final Pattern OTHER =
      ending("parquet|feather|arrow|xlsx?|orc|avro|pkl|pickle|h5|hdf5|dta|sav|npy", false);

  private Sources() {}

  private static Pattern ending(String names, boolean maybePacked) {
    return Pattern.compile("(?i).*\\.(" + names + ")" + (maybePacked ? "(\\.gz)?" : ""));
  }

  /**
   * Opens a file: {@code .csv}, {@code .tsv}, {@code .txt} (CSV), {@code .jsonl}, {@code .ndjson},
   * {@code .json} (JSON objects, one after the other or in an array), {@code .npz}; all but the
   * last also with {@code .gz}. {@code .wav}, {@code .aiff} and {@code .au} are recordings, {@code
   * .jpg} and {@code .png} images; a folder of these or of texts, or a CSV file with a column
   * {@code path}, is a list of either.
   *
   * @throws InputException if the name ends otherwise, or the file is not what it says
   */
  static RecordSource open(Path file, InputOptions options) throws IOException {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (Files.isDirectory(file) || MediaSource.isMedia(file)) {
      return MediaSource.of(file);
    }
    if (isCsv(file)) {
      return table(file, name, options);
    }
    if (isJson(file)) {
      CountingInputStream counter = CountingInputStream.open(file);
      return new JsonSource(file, decompressed(counter, name), counter, options);
    }
    if (name.endsWith(".npz")) {
      return new NpzSource(file, options);
    }
    throw new InputException(
        file
            + ": the name must end with .csv, .tsv, .txt, .jsonl, .ndjson, .json, .npz, .wav,"
            + " .aiff, .au, .jpg or .png"
            + (OTHER.matcher(name).matches()
                ? "; write it as CSV first, as pandas' to_csv does"
                : ""));
  }

  /** Returns whether a file is CSV by its name. */
  static boolean isCsv(Path file) {
    return CSV.matcher(file.getFileName().toString()).matches();
  }

  /** Returns whether a file is JSON by its name. */
  static boolean isJson(Path file) {
    return JSON.matcher(file.getFileName().toString()).matches();
  }

  private static RecordSource table(Path file, String name, InputOptions options)
      throws IOException {
    try (RecordSource start = csv(file, name, options)) {
      boolean any = start.next();
      MediaKind kind = any ? MediaSource.ofTable(file, start) : null;
      CsvSource table = csv(file, name, options);
      if (kind != null) {
        return MediaSource.ofManifest(kind, file, table);
      }
      String note = any ? MediaSource.note(file, start) : null;
      return note == null ? table : table.noting(note);
    }
  }

  private static CsvSource csv(Path file, String name, InputOptions options) throws IOException {
    CountingInputStream counter = CountingInputStream.open(file);
    return new CsvSource(file, decompressed(counter, name), counter, options);
  }

  private static InputStream decompressed(InputStream in, String name) throws IOException {
    return name.endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
  }

  /** Returns whether a file is a reference profile, by its first characters. */
  static boolean isProfile(Path file) throws IOException {
    if (!file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".json")) {
      return false;
    }
    try (InputStream in = ReplacedFile.open(file)) {
      String start = new String(in.readNBytes(200), StandardCharsets.UTF_8);
      return start.contains("djl-serving-observability/profile");
    }
  }
}
