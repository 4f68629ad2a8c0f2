package io.github.djlobservability.monitoring;

import io.github.djlobservability.capture.InferenceLog;
import io.github.djlobservability.governor.Governor;
import io.github.djlobservability.monitoring.report.RowShare;
import io.github.djlobservability.privacy.Privacy;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.worker.MemoryBudget;
import java.util.function.LongSupplier;

/**
 * Tells the parts of a model about the plugin.
 *
 * @param version its version
 * @param memory bounds what its buffers hold
 * @param rows shares out what the last rows of all models may hold
 * @param privacy says how what clients have written may leave
 * @param log takes inferences
 * @param governor says how much of them, and of requests, there is time for
 * @param telemetry takes what else there is to be told
 * @param unseen counts the requests of any model that were dropped because too many waited
 */
record PluginFacts(
    String version,
    MemoryBudget memory,
    RowShare rows,
    Privacy privacy,
    InferenceLog log,
    Governor governor,
    Telemetry telemetry,
    LongSupplier unseen) {}
