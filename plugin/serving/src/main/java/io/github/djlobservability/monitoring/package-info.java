/**
 * Where live requests meet drift detection: the worker that reads observations, feeds the monitors,
 * and tells telemetry, log and page what they say.
 */
@NullMarked
package io.github.djlobservability.monitoring;

import org.jspecify.annotations.NullMarked;
