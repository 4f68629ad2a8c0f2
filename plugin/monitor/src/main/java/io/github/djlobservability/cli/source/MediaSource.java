package io.github.djlobservability.cli.source;

import io.github.djlobservability.payload.media.MalformedMediaException;
import io.github.djlobservability.report.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads recordings, images or texts as rows of their figures: those of a folder, in the order of
 * their paths, or those that a table names in its column {@value #PATH}, with the table's other
 * columns. One that can't be read has no figures.
 */
final class MediaSource implements RecordSource {
  static final String PATH = "path";

  private static final int MAX_DEPTH = 8;

  private final MediaKind kind;
  private final Path place;
  private final List<Path> files;
  private final @Nullable RecordSource table;
  private final int path;
  private final List<String> figureNames;
  private final List<String> columns = new ArrayList<>();
  private Map<String, @Nullable Object> figures = Map.of();
  private @Nullable Path current;
  private int row;

  private MediaSource(
      MediaKind kind, Path place, List<Path> files, @Nullable RecordSource table, int path) {
    this.kind = kind;
    this.figureNames = kind.figureNames();
    this.place = place;
    this.files = files;
    this.table = table;
    this.path = path;
    if (table != null) {
      columns.addAll(table.columns());
      columns.remove(path);
    }
    figureNames.forEach(name -> columns.add(kind.field() + name));
  }

  /** Reads one recording or image, or those of a folder and the folders in it. */
  static MediaSource of(Path place) throws IOException {
    List<Path> files = Files.isDirectory(place) ? files(place) : List.of(place);
    List<MediaKind> kinds = files.stream().map(MediaKind::of).distinct().toList();
    MediaKind kind = kinds.isEmpty() ? null : kinds.get(0);
    if (kind == null) {
      throw new InputException(
          place
              + ": has no recordings (.wav, .aiff, .au), no images (.jpg, .png) and no texts"
              + " (.txt)");
    }
    if (kinds.size() > 1) {
      throw new InputException(
          place + ": has recordings and images; put them into folders of their own");
    }
    return new MediaSource(kind, place, files, null, -1);
  }

  /**
   * Returns the recordings and images of a folder, in the order of their paths; its texts if it has
   * neither, for a text beside a recording is about it.
   */
  static List<Path> files(Path folder) throws IOException {
    List<Path> files = files(folder, file -> isMedia(MediaKind.of(file)));
    return files.isEmpty() ? files(folder, file -> MediaKind.of(file) != null) : files;
  }

  private static List<Path> files(Path folder, Predicate<Path> wanted) throws IOException {
    try (Stream<Path> all = Files.walk(folder, MAX_DEPTH)) {
      return all.filter(wanted).filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static boolean isMedia(@Nullable MediaKind kind) {
    return kind != null && kind != MediaKind.TEXT;
  }

  /** Returns whether a file is a recording or an image by its name; one text is a table. */
  static boolean isMedia(Path file) {
    return isMedia(MediaKind.of(file));
  }

  /**
   * Returns of what kind the files are that a table names; null for a table that names none.
   *
   * @param table at its first row
   */
  static @Nullable MediaKind ofTable(Path file, RecordSource table) {
    return ofColumn(file, table, table.columns().indexOf(PATH));
  }

  /**
   * Says that a column names recordings or images that nobody reads; null where none does.
   *
   * @param table at its first row
   */
  static @Nullable String note(Path file, RecordSource table) {
    for (int i = 0; i < table.columns().size(); i++) {
      if (isMedia(ofColumn(file, table, i))) {
        return "the column "
            + table.columns().get(i)
            + " has the names of recordings or images; call it "
            + PATH
            + ", and these are read";
      }
    }
    return null;
  }

  private static @Nullable MediaKind ofColumn(Path file, RecordSource table, int column) {
    if (column < 0 || !(table.value(column) instanceof String name)) {
      return null;
    }
    try {
      Path first = file.resolveSibling(name);
      return Files.isRegularFile(first) ? MediaKind.of(first) : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }

  /** Reads the files that a table names, relative to its own place. */
  static MediaSource ofManifest(MediaKind kind, Path file, RecordSource table) {
    return new MediaSource(kind, file, List.of(), table, table.columns().indexOf(PATH));
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public boolean isMeasured(String column) {
    String field = kind.field();
    return column.startsWith(field) && figureNames.contains(column.substring(field.length()));
  }

  @Override
  public boolean next() throws IOException {
    if (table == null) {
      if (row == files.size()) {
        return false;
      }
      current = files.get(row);
    } else {
      if (!table.next()) {
        return false;
      }
      current = table.value(path) instanceof String name ? place.resolveSibling(name) : null;
    }
    figures = current == null ? Map.of() : figures(current);
    row++;
    return true;
  }

  private Map<String, @Nullable Object> figures(Path file) throws IOException {
    try {
      return Files.size(file) > Integer.MAX_VALUE / 2
          ? Map.of()
          : kind.figures(Files.readAllBytes(file));
    } catch (MalformedMediaException e) {
      return Map.of();
    } catch (NoSuchFileException e) {
      throw new InputException(file + ": there is no such file", e);
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
        : "file " + Words.count(row) + " (" + files.get(Math.max(0, row - 1)) + ")";
  }

  @Override
  public @Nullable Path mediaFile() {
    return isMedia(kind) ? current : null;
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
