/**
 * Connects live requests to drift detection: the worker reads observations, feeds the monitors, and
 * reports to telemetry, log and page.
 */
@NullMarked
package io.github.djlobservability.monitoring;

import org.jspecify.annotations.NullMarked;
