package io.github.djlobservability.cli.source;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the records of a file, one after the other, in bounded memory. Not thread-safe. */
interface RecordSource extends Closeable {

  /** Returns the columns known so far; more may be added at the end while records are read. */
  List<String> columns();

  /**
   * Goes to the next record.
   *
   * @return false after the last one
   * @throws InputException if the file is damaged there
   */
  boolean next() throws IOException;

  /**
   * Returns a value of the record: a {@link String}, {@link Number}, {@link Boolean}, {@code
   * float[]}, {@link io.github.djlobservability.payload.TensorSummary}, {@link
   * io.github.djlobservability.payload.Fields.Other}, or null if it is missing.
   *
   * @param column from 0, below the number of columns
   */
  @Nullable Object value(int column);

  /** Returns whether a column is a figure of ours, whose type nobody has to think about. */
  default boolean isMeasured(String column) {
    return false;
  }

  /** Returns how the file writes values if it writes all as text; null if its values have types. */
  default @Nullable TextStyle text() {
    return null;
  }

  /** Returns sentences that tell the user how the file was read. */
  default List<String> notes() {
    return List.of();
  }

  /** Returns the place of the record, such as {@code row 12 (line 14)}; rows count from 1. */
  String position();

  /** Returns the recording or image that the record is the figures of; null if it is of neither. */
  default @Nullable Path mediaFile() {
    return null;
  }

  /** Returns how much of the file has been read, from 0 to 1; NaN if that cannot be told. */
  double progress();
}
