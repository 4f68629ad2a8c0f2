package io.github.djlobservability.privacy;

import io.github.djlobservability.disclosure.HeldValues;
import io.github.djlobservability.disclosure.HiddenValue;
import io.github.djlobservability.disclosure.ValuePolicy;
import io.github.djlobservability.profile.CategoryCounts;
import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Schema;
import io.github.djlobservability.profile.Series;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds the categories of one model: those that may be seen as they are, all others as keyed
 * hashes. Flags are seen, and classes that a model predicts if they are short whole numbers.
 * Immutable and thread-safe.
 */
public final class HeldCategories implements HeldValues {
  private static final int SHORT = 3;

  private final Privacy privacy;
  private final ValuePolicy policy;
  private final @Nullable String positiveClass;
  private final Map<String, Set<String>> shown = new HashMap<>();

  /** Categories that a reference holds as hashes stay hidden, whatever the policy says now. */
  private final Map<String, Set<String>> hidden = new HashMap<>();

  private final Set<String> classes = new HashSet<>();

  /**
   * Makes one for items that no reference is compared with.
   *
   * @param positiveClass a class that the settings name, which is no secret; null for none
   */
  public HeldCategories(
      Privacy privacy, ValuePolicy policy, @Nullable String positiveClass, Schema schema) {
    this.privacy = privacy;
    this.policy = policy;
    this.positiveClass = positiveClass;
    for (Feature feature : schema.features()) {
      if (feature.role() == FeatureRole.PREDICTION || feature.role() == FeatureRole.TARGET) {
        classes.add(feature.name());
      }
    }
  }

  /**
   * Makes one for items that are compared with a reference.
   *
   * @param shipped whether the reference came with the model, rather than from requests
   */
  public HeldCategories(
      Privacy privacy,
      ValuePolicy policy,
      @Nullable String positiveClass,
      ReferenceProfile reference,
      boolean shipped) {
    this(privacy, policy, positiveClass, reference.schema());
    for (int feature = 0; feature < reference.schema().size(); feature++) {
      for (Series series : reference.schema().seriesOf(feature)) {
        if (reference.series(series) instanceof CategoryCounts counts) {
          add(reference.schema().feature(feature).name(), counts, shipped);
        }
      }
    }
  }

  private void add(String feature, CategoryCounts counts, boolean shipped) {
    counts
        .counts()
        .forEach(
            (name, count) -> {
              if (HiddenValue.is(name)) {
                hidden.computeIfAbsent(feature, f -> new HashSet<>()).add(name);
              } else if (shipped && policy.showsReference() && count >= ValuePolicy.MIN_ROWS) {
                shown.computeIfAbsent(feature, f -> new HashSet<>()).add(name);
              }
            });
  }

  @Override
  public String held(String feature, String value) {
    Set<String> seen = shown.get(feature);
    if ((seen != null && seen.contains(value))
        || HiddenValue.is(value)
        || isPlain(feature, value)) {
      return value;
    }
    Set<String> unseen = hidden.get(feature);
    if (policy.shows(feature) && unseen == null) {
      return value;
    }
    String hash = privacy.hidden(value);
    return policy.shows(feature) && unseen != null && !unseen.contains(hash) ? value : hash;
  }

  private boolean isPlain(String feature, String value) {
    return value.equals("true")
        || value.equals("false")
        || (classes.contains(feature) && (value.equals(positiveClass) || isShortNumber(value)));
  }

  /** Returns whether a class or a value of a segment is a number that can be nobody's name. */
  static boolean isShortNumber(String value) {
    if (value.isEmpty() || value.length() > SHORT) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < '0' || value.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean shows(String feature) {
    return policy.shows(feature);
  }
}
