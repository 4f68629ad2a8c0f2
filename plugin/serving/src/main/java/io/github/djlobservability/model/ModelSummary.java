package io.github.djlobservability.model;

import java.util.Map;

/**
 * A model's figures at one moment. Counts are totals; rates (1/s) and durations are of the last one
 * to two minutes.
 *
 * @param requests requests that came through the HTTP door and are over
 * @param requestErrors those that the server or the model failed, or did not answer in the time
 *     that their clients waited
 * @param outcomes how all of them ended
 * @param requestsPerSecond their rate
 * @param requestDuration from arrival to the last byte of the response
 * @param inferences requests that reached the model
 * @param inferenceErrors those for which a phase threw
 * @param inferencesPerSecond their rate
 * @param items rows that were computed
 * @param itemsPerSecond their rate
 * @param phases durations of each phase; a batch counts once
 */
public record ModelSummary(
    long requests,
    long requestErrors,
    Map<Outcome, Long> outcomes,
    double requestsPerSecond,
    DurationSummary requestDuration,
    long inferences,
    long inferenceErrors,
    double inferencesPerSecond,
    long items,
    double itemsPerSecond,
    Map<Phase, DurationSummary> phases) {}
