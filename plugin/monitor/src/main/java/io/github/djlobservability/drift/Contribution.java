package io.github.djlobservability.drift;

/**
 * How strongly a feature speaks for drift at the moment of a verdict.
 *
 * @param feature its name
 * @param statistic logarithm of the evidence
 * @param share statistic over threshold; 1 and more is an alarm
 */
public record Contribution(String feature, double statistic, double share) {}
