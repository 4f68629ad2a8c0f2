package io.github.djlobservability.drift.chart.bank;

/**
 * A change of a certain size that a chart looks for.
 *
 * @param change of what
 * @param bin which tenth or which category, for a SHARE; otherwise -1
 * @param information mean log-likelihood ratio of an item once the change is there, above 0
 * @param weight share of the evidence that the chart's is given, the shares adding up to 1
 */
public record Alternative(ChangeKind change, int bin, double information, double weight) {}
