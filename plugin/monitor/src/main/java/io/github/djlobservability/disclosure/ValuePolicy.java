package io.github.djlobservability.disclosure;

import java.util.Set;

/**
 * Says which values of features may be seen. Immutable.
 *
 * @param mode the rule
 * @param features whose values may be seen whatever they are; only where the rule is {@link
 *     Mode#LISTED}
 */
public record ValuePolicy(Mode mode, Set<String> features) {

  /** A category is shown if at least this many rows of a shipped reference have it. */
  public static final int MIN_ROWS = 10;

  /** Holds where nobody has set anything. */
  public static final ValuePolicy DEFAULTS = new ValuePolicy(Mode.LISTED, Set.of());

  /** Copies the features. */
  public ValuePolicy {
    features = Set.copyOf(features);
  }

  /** Returns whether every value of a feature, and its name, may be seen. */
  public boolean shows(String feature) {
    return mode == Mode.ALL || (mode == Mode.LISTED && features.contains(feature));
  }

  /**
   * Returns whether the categories of a shipped reference may be seen, if enough rows have them.
   */
  public boolean showsReference() {
    return mode != Mode.NONE;
  }

  /** Returns whether what clients have written may be seen, names and messages too. */
  public boolean showsAll() {
    return mode == Mode.ALL;
  }

  /** A rule for values. */
  public enum Mode {
    /** No value is seen. */
    NONE,
    /**
     * The categories of the shipped reference are seen, if each was in {@value #MIN_ROWS} rows, and
     * the values of the features that are listed.
     */
    LISTED,
    /** All values are seen. */
    ALL
  }
}
