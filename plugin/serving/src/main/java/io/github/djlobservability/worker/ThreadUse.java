package io.github.djlobservability.worker;

/**
 * Tells what the plugin's threads of one name have taken.
 *
 * @param cpuSeconds CPU time; 0 on a Java that does not count it
 * @param allocatedBytes heap that they have allocated, given back or not; 0 on a Java that does not
 *     count it
 */
public record ThreadUse(String name, double cpuSeconds, long allocatedBytes) {}
