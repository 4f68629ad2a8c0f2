package io.github.djlobservability.profile;

/**
 * A row of a sample.
 *
 * @param rowNumber counted from 0 through all rows of the reference
 * @param priority drawn for the row; the rows with the lowest are the sample
 * @param row its values
 * @param epochMillis when it was observed, to the minute; {@link #NO_TIME} if nobody knows
 */
public record SampledRow(long rowNumber, long priority, Row row, long epochMillis) {

  /** Stands for a time that nobody knows. */
  public static final long NO_TIME = Long.MIN_VALUE;

  private static final long MINUTE = 60_000;

  /** Drops what is finer than a minute. */
  public SampledRow {
    if (epochMillis != NO_TIME) {
      epochMillis = Math.floorDiv(epochMillis, MINUTE) * MINUTE;
    }
  }
}
