package io.github.djlobservability.model;

/**
 * Holds a thread's counters at one moment.
 *
 * @param cpuNanos CPU time; negative when this Java does not tell
 * @param allocatedBytes heap memory that it had allocated; negative when this Java does not tell
 */
public record ThreadCounters(long cpuNanos, long allocatedBytes) {}
