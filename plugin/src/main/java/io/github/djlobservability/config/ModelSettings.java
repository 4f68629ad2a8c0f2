package io.github.djlobservability.config;

import org.jspecify.annotations.Nullable;

/**
 * What is asked for one model.
 *
 * @param enabled whether the model is observed at all
 * @param spanDetail how finely its requests are traced
 * @param samplingRatio share of its requests without a sampled parent that are traced, from 0 to 1;
 *     null leaves the decision to the OpenTelemetry sampler
 */
public record ModelSettings(
    boolean enabled, SpanDetail spanDetail, @Nullable Double samplingRatio) {}
