package io.github.djlobservability.profile;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a profile, applied to rows of its schema. A value breaks one rule at most: NaN and
 * infinities are never out of range. Immutable and thread-safe.
 */
public final class QualityRules {

  private final ReferenceProfile profile;

  /** The categories of each feature that has them. */
  private final @Nullable CategoryCounts[] known;

  /** Takes the rules of this profile. */
  public QualityRules(ReferenceProfile profile) {
    this.profile = profile;
    this.known = new @Nullable CategoryCounts[profile.schema().size()];
    for (Series series : profile.schema().series()) {
      if (series.feature().type().isCategory()) {
        known[series.featureIndex()] = profile.categories(series);
      }
    }
  }

  /** Returns the rules that a feature's values can break at all. */
  public List<QualityRule> of(int feature) {
    ValueRules rules = profile.feature(feature).rules();
    List<QualityRule> found = new ArrayList<>();
    if (rules.required()) {
      found.add(QualityRule.MISSING);
    }
    found.add(QualityRule.WRONG_TYPE);
    if (type(feature) == FeatureType.NUMERIC) {
      if (Double.isFinite(rules.minimum()) || Double.isFinite(rules.maximum())) {
        found.add(QualityRule.OUT_OF_RANGE);
      }
      if (!rules.nanAllowed()) {
        found.add(QualityRule.NAN);
      }
    } else if (type(feature).isCategory() && rules.knownCategoriesOnly()) {
      found.add(QualityRule.UNSEEN_CATEGORY);
    }
    return found;
  }

  /** Returns the rule that the row's value of a feature breaks; null when it is in order. */
  public @Nullable QualityRule brokenBy(Row row, int feature) {
    ValueRules rules = profile.feature(feature).rules();
    if (row.isMissing(feature)) {
      return rules.required() ? QualityRule.MISSING : null;
    }
    if (row.isWrongType(feature)) {
      return QualityRule.WRONG_TYPE;
    }
    if (type(feature) == FeatureType.NUMERIC) {
      return brokenBy(row.number(feature), rules);
    }
    return isUnseen(row.category(feature), feature, rules) ? QualityRule.UNSEEN_CATEGORY : null;
  }

  private static @Nullable QualityRule brokenBy(double number, ValueRules rules) {
    if (!Double.isFinite(number)) {
      return rules.nanAllowed() ? null : QualityRule.NAN;
    }
    boolean inRange = number >= rules.minimum() && number <= rules.maximum();
    return inRange ? null : QualityRule.OUT_OF_RANGE;
  }

  private boolean isUnseen(@Nullable String category, int feature, ValueRules rules) {
    CategoryCounts categories = known[feature];
    return rules.knownCategoriesOnly()
        && category != null
        && categories != null
        && !categories.contains(category);
  }

  private FeatureType type(int feature) {
    return profile.schema().feature(feature).type();
  }
}
