package io.github.djlobservability.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * How the exports of one signal went; the fields' names are the JSON's. Times are ISO 8601.
 *
 * @param signal {@code traces}, {@code metrics} or {@code logs}
 * @param succeeded exports that succeeded
 * @param failed exports that failed
 * @param lost spans or log records of the exports that failed, and those that came when too many
 *     waited; metrics lose none, for the next export has all again
 * @param failing whether the last one failed
 * @param lastSuccess when one last succeeded; null when none did
 * @param lastFailure when one last failed; null when none did
 * @param lastError what the last failure said; null when none did
 */
public record ExportReport(
    String signal,
    long succeeded,
    long failed,
    long lost,
    boolean failing,
    @Nullable String lastSuccess,
    @Nullable String lastFailure,
    @Nullable String lastError) {

  /** Returns the same without what the last failure said. */
  public ExportReport withoutError() {
    return new ExportReport(
        signal, succeeded, failed, lost, failing, lastSuccess, lastFailure, null);
  }
}
