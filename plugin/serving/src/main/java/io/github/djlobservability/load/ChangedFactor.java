package io.github.djlobservability.load;

/**
 * Names a factor that changed together with latency or errors.
 *
 * @param factor {@code payload_size}, {@code in_flight}, {@code batch_size}, {@code version},
 *     {@code device}, {@code worker} or {@code client}
 * @param effect how different its distribution is after the onset, 0 to 1: the largest gap of the
 *     distribution functions for a number, total variation for a category
 * @param description the same for people
 */
public record ChangedFactor(String factor, double effect, String description) {}
