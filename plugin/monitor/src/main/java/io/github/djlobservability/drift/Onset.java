package io.github.djlobservability.drift;

import io.github.djlobservability.drift.chart.RecentRanks;

/**
 * Tells when the change began: the maximum-likelihood estimate, and the interval that holds 95 % of
 * the likelihood of a sudden change. A change that came slowly usually began before the interval.
 * Where one pause, within the interval or as many items after it, is far longer than all others
 * together, the change began with the item after that pause.
 *
 * <p>At most the last {@value RecentRanks#LENGTH} items are looked at; what began earlier is
 * reported at the earliest of them.
 *
 * @param item number of the first changed item, counted from 1
 * @param earliest first item of the interval
 * @param latest last item of the interval
 * @param epochMillis when {@code item} was observed
 */
public record Onset(long item, long earliest, long latest, long epochMillis) {}
