package io.github.djlobservability.load;

import java.util.Map;

/**
 * How an objective is kept; the fields' names are the JSON's.
 *
 * @param objective {@code latency} or {@code availability}
 * @param target as it was written
 * @param requests those that count, since the model was first listed
 * @param violations those of them that were bad
 * @param burnRates over each window; at 1 the budget of 30 days lasts 30 days
 * @param budgetLeft share of the 30 days' budget that is left; of the time that the server has run,
 *     if that is shorter
 */
public record ObjectiveReport(
    String objective,
    String target,
    BurnStatus status,
    long requests,
    long violations,
    Map<String, Double> burnRates,
    double budgetLeft) {}
