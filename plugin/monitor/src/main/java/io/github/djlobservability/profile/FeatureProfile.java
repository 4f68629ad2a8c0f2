package io.github.djlobservability.profile;

import org.jspecify.annotations.Nullable;

/**
 * A feature in the reference: how often it was there, and what is expected of it. Its distribution
 * is in its series.
 *
 * @param feature the feature
 * @param rows rows of the reference
 * @param missing rows without a value
 * @param wrongType rows with a value of another type
 * @param rules what values must be
 * @param embedding of an EMBEDDING, otherwise null
 */
public record FeatureProfile(
    Feature feature,
    long rows,
    long missing,
    long wrongType,
    ValueRules rules,
    @Nullable EmbeddingProfile embedding) {}
