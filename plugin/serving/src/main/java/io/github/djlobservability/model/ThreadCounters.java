package io.github.djlobservability.model;

/**
 * What a thread had used up at one moment.
 *
 * @param cpuNanos CPU time; negative when this Java does not tell
 * @param allocatedBytes heap memory that it had allocated; negative when this Java does not tell
 */
public record ThreadCounters(long cpuNanos, long allocatedBytes) {}
