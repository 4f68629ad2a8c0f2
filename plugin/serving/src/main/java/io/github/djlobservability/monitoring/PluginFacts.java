package io.github.djlobservability.monitoring;

import io.github.djlobservability.capture.InferenceLog;
import io.github.djlobservability.governor.Governor;
import io.github.djlobservability.privacy.Privacy;
import io.github.djlobservability.worker.MemoryBudget;

/**
 * Tells the parts of a model about the plugin.
 *
 * @param version its version
 * @param memory bounds what its buffers hold
 * @param privacy says how what clients have written may leave
 * @param log takes inferences
 * @param governor says how much of them, and of requests, there is time for
 */
record PluginFacts(
    String version, MemoryBudget memory, Privacy privacy, InferenceLog log, Governor governor) {}
