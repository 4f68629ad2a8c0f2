package io.github.djlobservability.profile;

/** The distribution of a series in the reference: of numbers or of categories. */
public sealed interface SeriesProfile permits NumericProfile, CategoryCounts {}
