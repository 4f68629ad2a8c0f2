package io.github.djlobservability.profile;

/**
 * A row of a sample.
 *
 * @param rowNumber counted from 0 through all rows of the reference
 * @param priority drawn for the row; the rows with the lowest are the sample
 * @param row its values
 */
public record SampledRow(long rowNumber, long priority, Row row) {}
