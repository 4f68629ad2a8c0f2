package io.github.djlobservability.upkeep;

import org.jspecify.annotations.Nullable;

/**
 * One thing to do about a model; the fields' names are the JSON's.
 *
 * @param what to do, in a few words: {@code Mend the source of bmi}
 * @param why the reason, in one or two plain sentences
 * @param how the request or the setting that does it; null where there is none
 */
public record Advice(String what, String why, @Nullable String how) {}
