package io.github.djlobservability.monitoring;

import io.github.djlobservability.worker.MemoryBudget;

/**
 * What the parts of a model know of the plugin.
 *
 * @param version its version
 * @param memory bounds what its buffers hold
 */
record PluginFacts(String version, MemoryBudget memory) {}
