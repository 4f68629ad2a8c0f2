/**
 * Sequential charts, their alternatives, and the thresholds that hold their false alarms to a
 * budget.
 */
@NullMarked
package io.github.djlobservability.drift.chart;

import org.jspecify.annotations.NullMarked;
