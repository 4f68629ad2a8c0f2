package io.github.djlobservability.cli.source;

import io.github.djlobservability.payload.Fields;
import io.github.djlobservability.payload.TensorSummary;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.Row;
import io.github.djlobservability.profile.RowBuilder;
import io.github.djlobservability.profile.SampledRow;
import io.github.djlobservability.profile.Schema;
import io.github.djlobservability.report.CurrentRows;
import io.github.djlobservability.suggestion.NameGap;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a file as rows of a schema. Not thread-safe. */
public final class RowReader implements Closeable {

  private static final int IGNORED = -1;
  private static final int EXTRA = -2;

  private final Path file;
  private final RecordSource source;
  private final RowBuilder builder;
  private final Set<String> ignored;

  /** The feature of each column, {@link #IGNORED} or {@link #EXTRA}. */
  private final List<Integer> features = new ArrayList<>();

  private final BitSet outputsAbsent = new BitSet();

  private RowReader(Path file, RecordSource source, RowBuilder builder, Set<String> ignored) {
    this.file = file;
    this.source = source;
    this.builder = builder;
    this.ignored = ignored;
    mapColumns();
  }

  /**
   * Opens a file.
   *
   * @param builder makes the rows
   * @param ignored columns that are left out
   * @throws InputException if the file cannot be used
   */
  public static RowReader open(
      Path file, InputOptions options, RowBuilder builder, Set<String> ignored) throws IOException {
    RecordSource source = Sources.open(file, options.expecting(builder.schema()));
    return new RowReader(file, source, builder, ignored);
  }

  private void mapColumns() {
    List<String> columns = source.columns();
    for (int i = features.size(); i < columns.size(); i++) {
      int feature = builder.schema().indexOf(columns.get(i));
      features.add(feature >= 0 ? feature : ignored.contains(columns.get(i)) ? IGNORED : EXTRA);
    }
    Schema schema = builder.schema();
    for (int i = 0; i < schema.size(); i++) {
      boolean output = schema.feature(i).role() != FeatureRole.INPUT;
      outputsAbsent.set(i, output && !features.contains(i));
    }
  }

  /** Returns the columns of the file, as far as they are known. */
  public List<String> columns() {
    return source.columns();
  }

  /** Returns the features that no column of the file, as far as it is known, is named after. */
  public List<String> absent() {
    Schema schema = builder.schema();
    List<String> absent = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      if (!features.contains(i)) {
        absent.add(schema.feature(i).name());
      }
    }
    return absent;
  }

  /**
   * Returns predictions, scores and targets that no column of the file, as far as it is known, is
   * named after, by their indexes: not each file of rows has what a model said of them.
   */
  public BitSet outputsAbsent() {
    return outputsAbsent;
  }

  /** Says of each of these that the file does not have it. */
  public List<CurrentRows.NotCompared> notCompared() {
    String why = "it is not in " + file.getFileName();
    return outputsAbsent().stream()
        .mapToObj(index -> builder.schema().feature(index).name())
        .map(name -> new CurrentRows.NotCompared(name, why))
        .toList();
  }

  /**
   * Returns which inputs no column of the file is named after, with the columns that may be meant;
   * null where there are none.
   *
   * @param leftOut columns that the reference has left out
   */
  public @Nullable String lacks(Set<String> leftOut) {
    Schema schema = builder.schema();
    List<String> inputs =
        schema.indicesOf(FeatureRole.INPUT).stream().map(i -> schema.feature(i).name()).toList();
    List<String> columns = new ArrayList<>(source.columns());
    columns.removeIf(
        name ->
            ignored.contains(name)
                || leftOut.contains(name)
                || (schema.indexOf(name) >= 0 && !inputs.contains(name)));
    NameGap gap = NameGap.of(inputs, columns);
    return gap.lacking().isEmpty()
        ? null
        : file.getFileName()
            + " has no column "
            + gap.lackingNames()
            + (gap.unknown().isEmpty() ? "" : "; the reference has no input " + gap.unknownNames());
  }

  /** Returns the next row; null after the last one. */
  public @Nullable Row next() throws IOException {
    if (!source.next()) {
      return null;
    }
    if (source.columns().size() != features.size()) {
      mapColumns();
    }
    for (int column = 0; column < features.size(); column++) {
      Object value = source.value(column);
      if (value != null) {
        put(column, value);
      }
    }
    return builder.build();
  }

  /**
   * Returns when the last row was observed; {@link SampledRow#NO_TIME} if its clock doesn't tell.
   */
  public long millis(RowClock clock) {
    int column = clock.column() == null ? -1 : source.columns().indexOf(clock.column());
    return column < 0 ? SampledRow.NO_TIME : RowClock.millis(source.value(column));
  }

  private void put(int column, Object value) {
    int feature = features.get(column);
    if (feature == EXTRA) {
      builder.extra(source.columns().get(column));
    } else if (feature != IGNORED) {
      putFeature(feature, value);
    }
  }

  private void putFeature(int feature, Object value) {
    if (value instanceof String text) {
      putText(feature, text);
    } else if (value instanceof Number number) {
      builder.put(feature, number);
    } else if (value instanceof Boolean flag) {
      builder.put(feature, flag.booleanValue());
    } else if (value instanceof float[] vector) {
      builder.put(feature, vector);
    } else if (value instanceof TensorSummary tensor) {
      builder.put(feature, tensor);
    } else if (value instanceof Fields.Other other) {
      builder.wrong(feature, other.shown());
    }
  }

  private void putText(int feature, String text) {
    TextStyle style = source.text();
    if (style == null) {
      builder.put(feature, text);
      return;
    }
    FeatureType type = builder.schema().feature(feature).type();
    if (style.isMissing(text, type)) {
      return;
    }
    String plain = type == FeatureType.NUMERIC ? style.number(text) : text;
    if (plain == null) {
      builder.wrong(feature, text);
    } else {
      builder.parse(feature, plain);
    }
  }

  /** Returns whether every column is known before the first row. */
  public boolean knowsColumns() {
    return source.text() != null;
  }

  /** Returns the place of the last row: the file and the row. */
  public String position() {
    return file + ", " + source.position();
  }

  /**
   * Returns the recording or image that the last row is the figures of; null if it is of neither.
   */
  public @Nullable Path mediaFile() {
    return source.mediaFile();
  }

  public double progress() {
    return source.progress();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
