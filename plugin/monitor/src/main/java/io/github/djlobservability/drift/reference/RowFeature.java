package io.github.djlobservability.drift.reference;

/** The names under which rows as a whole are watched, where a column has its own name. */
public final class RowFeature {

  /** How far rows are from the reference's middle. */
  public static final String DISTANCES = "(rows)";

  /** Whether columns go together as they did. */
  public static final String CORRELATIONS = "(correlations)";

  private RowFeature() {}
}
