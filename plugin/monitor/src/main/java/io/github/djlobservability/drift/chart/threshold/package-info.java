/** Finds the thresholds that hold the false alarms of charts to a budget, by trials. */
@NullMarked
package io.github.djlobservability.drift.chart.threshold;

import org.jspecify.annotations.NullMarked;
