package io.github.djlobservability.profile;

/**
 * Says which values a feature may have, as the reference had them. A user may change them in the
 * file.
 *
 * @param required whether a value must be there: the reference lacked none
 * @param nanAllowed whether NaN and infinities are in order: the reference had some
 * @param minimum smallest allowed number; minus infinity for no bound
 * @param maximum largest allowed number; infinity for no bound
 * @param knownCategoriesOnly whether a category that the reference lacks is at fault: the reference
 *     had few enough to tell apart
 */
public record ValueRules(
    boolean required,
    boolean nanAllowed,
    double minimum,
    double maximum,
    boolean knownCategoriesOnly) {

  /** Checks that the bounds are numbers. */
  public ValueRules {
    if (Double.isNaN(minimum) || Double.isNaN(maximum)) {
      throw new IllegalArgumentException("minimum and maximum must not be NaN");
    }
  }

  /**
   * Makes the rules that a reference has shown.
   *
   * @param complete whether no row lacked a value
   * @param values the distribution of the values, or of the first aspect of them
   * @param type of the feature
   */
  public static ValueRules observed(boolean complete, SeriesProfile values, FeatureType type) {
    boolean closed = isClosed(values, type);
    if (type == FeatureType.NUMERIC && values instanceof NumericProfile numbers) {
      boolean finite = numbers.count() > 0;
      boolean others = numbers.nanCount() + numbers.infiniteCount() > 0;
      return new ValueRules(
          complete,
          others,
          finite ? numbers.minimum() : Double.NEGATIVE_INFINITY,
          finite ? numbers.maximum() : Double.POSITIVE_INFINITY,
          closed);
    }
    return new ValueRules(
        complete, true, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, closed);
  }

  /** Returns the same, unless the categories have become too many. */
  public ValueRules limitedBy(SeriesProfile values, FeatureType type) {
    boolean closed = knownCategoriesOnly && isClosed(values, type);
    return new ValueRules(required, nanAllowed, minimum, maximum, closed);
  }

  private static boolean isClosed(SeriesProfile values, FeatureType type) {
    return type.isCategory() && values instanceof CategoryCounts counts && counts.isComplete();
  }

  /** Returns the rules that allow all that either allows. */
  public ValueRules or(ValueRules other) {
    return new ValueRules(
        required && other.required,
        nanAllowed || other.nanAllowed,
        Math.min(minimum, other.minimum),
        Math.max(maximum, other.maximum),
        knownCategoriesOnly && other.knownCategoriesOnly);
  }
}
