package io.github.djlobservability.suite.prometheus;

/**
 * A value at a moment.
 *
 * @param time in seconds since 1970
 */
public record Sample(double time, double value) {}
