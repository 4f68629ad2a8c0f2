package io.github.djlobservability.cli.source;

import io.github.djlobservability.payload.audio.AudioFigures;
import io.github.djlobservability.payload.audio.AudioReader;
import io.github.djlobservability.payload.audio.MalformedAudioException;
import io.github.djlobservability.report.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads recordings as rows of their figures: those of a folder, in the order of their paths, or
 * those that a table names in its column {@value #PATH}, with the table's other columns. A
 * recording that can't be read has no figures.
 */
final class RecordingsSource implements RecordSource {
  static final String PATH = "path";

  private static final Pattern NAME = Pattern.compile("(?i).*\\.(wav|wave|aiff?|aifc|au|snd)");
  private static final String FIELD = "audio.";
  private static final int MAX_DEPTH = 8;

  private final Path place;
  private final List<Path> files;
  private final @Nullable RecordSource table;
  private final int path;
  private final List<String> columns = new ArrayList<>();
  private final List<String> figureNames = AudioFigures.names();
  private Map<String, @Nullable Object> figures = Map.of();
  private int row;

  private RecordingsSource(Path place, List<Path> files, @Nullable RecordSource table, int path) {
    this.place = place;
    this.files = files;
    this.table = table;
    this.path = path;
    if (table != null) {
      columns.addAll(table.columns());
      columns.remove(path);
    }
    figureNames.forEach(name -> columns.add(FIELD + name));
  }

  /** Returns whether a file is a recording by its name. */
  static boolean isRecording(Path file) {
    return NAME.matcher(file.getFileName().toString()).matches();
  }

  /** Reads one recording, or those of a folder and the folders in it. */
  static RecordingsSource of(Path place) throws IOException {
    List<Path> files = Files.isDirectory(place) ? recordings(place) : List.of(place);
    if (files.isEmpty()) {
      throw new InputException(place + ": has no recordings (.wav, .aiff, .au)");
    }
    return new RecordingsSource(place, files, null, -1);
  }

  /** Returns the recordings of a folder, in the order of their paths. */
  static List<Path> recordings(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder, MAX_DEPTH)) {
      return all.filter(RecordingsSource::isRecording)
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  /** Returns whether the first row of a table names a recording that is there. */
  static boolean isManifest(Path file, RecordSource table) throws IOException {
    int path = table.columns().indexOf(PATH);
    return path >= 0
        && table.next()
        && table.value(path) instanceof String name
        && NAME.matcher(name).matches()
        && Files.isRegularFile(file.resolveSibling(name));
  }

  /** Reads the recordings that a table names, relative to its own place. */
  static RecordingsSource ofManifest(Path file, RecordSource table) {
    return new RecordingsSource(file, List.of(), table, table.columns().indexOf(PATH));
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public boolean next() throws IOException {
    if (table == null) {
      if (row == files.size()) {
        return false;
      }
      figures = figures(files.get(row));
    } else {
      if (!table.next()) {
        return false;
      }
      figures =
          table.value(path) instanceof String name ? figures(place.resolveSibling(name)) : Map.of();
    }
    row++;
    return true;
  }

  private static Map<String, @Nullable Object> figures(Path file) throws IOException {
    try {
      if (Files.size(file) > Integer.MAX_VALUE / 2) {
        return Map.of();
      }
      return AudioFigures.of(AudioReader.read(Files.readAllBytes(file)));
    } catch (MalformedAudioException e) {
      return Map.of();
    } catch (NoSuchFileException e) {
      throw new InputException(file + ": there is no such recording", e);
    }
  }

  @Override
  public @Nullable Object value(int column) {
    int ofTable = columns.size() - figureNames.size();
    if (column >= ofTable) {
      return figures.get(figureNames.get(column - ofTable));
    }
    return table == null ? null : table.value(column < path ? column : column + 1);
  }

  @Override
  public @Nullable TextStyle text() {
    return table == null ? null : table.text();
  }

  @Override
  public List<String> notes() {
    return table == null ? List.of() : table.notes();
  }

  @Override
  public String position() {
    return table != null
        ? table.position()
        : "recording " + Words.count(row) + " (" + files.get(Math.max(0, row - 1)) + ")";
  }

  @Override
  public double progress() {
    return table == null ? (double) row / files.size() : table.progress();
  }

  @Override
  public void close() throws IOException {
    if (table != null) {
      table.close();
    }
  }
}
