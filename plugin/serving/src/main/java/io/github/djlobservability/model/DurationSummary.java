package io.github.djlobservability.model;

/**
 * Summarises a set of durations; all in seconds, all zero when there were none.
 *
 * @param count how many there were
 * @param mean their mean
 * @param p50 their median
 * @param p90 what 90 % do not exceed
 * @param p99 what 99 % do not exceed
 * @param max the longest
 */
public record DurationSummary(
    long count, double mean, double p50, double p90, double p99, double max) {}
