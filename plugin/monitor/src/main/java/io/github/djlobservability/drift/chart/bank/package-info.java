/**
 * Banks of sequential charts: each bets on many sizes of change at once, of ranks, of categories or
 * of how often one value comes.
 */
@NullMarked
package io.github.djlobservability.drift.chart.bank;

import org.jspecify.annotations.NullMarked;
