package io.github.djlobservability.observation;

/**
 * Says what was erased of somebody.
 *
 * @param predictions that waited for labels, or had one
 * @param labels that waited for predictions
 * @param inferences lines of the inference log
 * @param files that were kept though nobody goes on with them, and had an id in them
 */
public record Erasure(Subject subject, long predictions, long labels, long inferences, int files) {}
