package io.github.djlobservability.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that is over, as people look one up; the fields' names are the JSON's.
 *
 * @param time when it arrived, ISO 8601
 * @param requestId the id its client knows it by
 * @param traceId its trace; null when it isn't traced
 * @param route the template of its path
 * @param status of the response; 0 when none was begun
 * @param reason why it failed, as {@code djl.serving.failure.reason}; null when it did not
 * @param error {@code error.type}; null when there was none
 * @param seconds from its arrival to its end
 * @param phaseSeconds how long it was in each phase that it reached; empty where the model door did
 *     not see it
 * @param batchSize how many requests were computed together; null where that isn't known
 */
public record EndedRequest(
    String time,
    String requestId,
    @Nullable String traceId,
    @Nullable String route,
    int status,
    @Nullable String reason,
    @Nullable String error,
    double seconds,
    Map<String, Double> phaseSeconds,
    @Nullable Integer batchSize) {}
