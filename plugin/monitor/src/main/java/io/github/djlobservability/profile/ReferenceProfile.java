package io.github.djlobservability.profile;

import io.github.djlobservability.disclosure.HeldValues;
import io.github.djlobservability.disclosure.HiddenValue;
import io.github.djlobservability.payload.text.TextReference;
import io.github.djlobservability.profile.score.ScoredLabels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Describes rows when all is well: the schema, each feature's distribution and rules, and a uniform
 * sample of whole rows. Immutable and thread-safe.
 *
 * <p>Made by a {@code ProfileBuilder}; written and read by {@code ProfileFile}.
 */
public final class ReferenceProfile {

  private final Schema schema;
  private final Provenance provenance;
  private final ProfileLimits limits;
  private final long rowCount;
  private final List<FeatureProfile> features;
  private final List<SeriesProfile> series;
  private final List<@Nullable TextReference> texts;
  private final RowSample sample;
  private final @Nullable ScoredLabels scoredLabels;

  public ReferenceProfile(
      Schema schema, Provenance provenance, ProfileLimits limits, long rowCount, Parts parts) {
    this.schema = schema;
    this.provenance = provenance;
    this.limits = limits;
    this.rowCount = rowCount;
    this.features = List.copyOf(parts.features());
    this.series = List.copyOf(parts.series());
    this.texts = Collections.unmodifiableList(new ArrayList<>(parts.texts()));
    this.sample = parts.sample();
    this.scoredLabels = parts.scoredLabels();
  }

  /**
   * Holds the parts of a profile.
   *
   * @param features one a feature
   * @param series one a series
   * @param texts one a feature
   * @param sample of the rows
   * @param scoredLabels of all rows; null where the sample has them all, or not every row told all
   *     that is needed
   */
  public record Parts(
      List<FeatureProfile> features,
      List<SeriesProfile> series,
      List<@Nullable TextReference> texts,
      RowSample sample,
      @Nullable ScoredLabels scoredLabels) {}

  /**
   * Returns the same profile without some features.
   *
   * @param names of features; others are no matter
   * @throws IllegalArgumentException if no feature is left
   */
  public ReferenceProfile without(Set<String> names) {
    return schema.features().stream().anyMatch(feature -> names.contains(feature.name()))
        ? new ProfileProjection(this, names).profile()
        : this;
  }

  /**
   * Returns the same profile without the features whose categories are hashed with another key:
   * these equal nothing that comes. They are left out as {@link LeftOut#OTHER_KEY}.
   *
   * @param key the id of the key here; null for none
   * @throws IllegalArgumentException if no feature is left
   */
  public ReferenceProfile withoutOtherKeys(@Nullable String key) {
    if (key != null && key.equals(provenance.valuesKey())) {
      return this;
    }
    Set<String> hashed = hashed();
    if (hashed.isEmpty()) {
      return this;
    }
    Map<String, LeftOut> leftOut = new LinkedHashMap<>(provenance.leftOut());
    hashed.forEach(name -> leftOut.put(name, LeftOut.OTHER_KEY));
    if (hashed.size() == schema.size()) {
      throw new IllegalArgumentException(
          "all it has is categories that are hashed with the key of another state folder");
    }
    Parts parts = new Parts(features, series, texts, sample, scoredLabels);
    Provenance told = provenance.withLeftOut(leftOut);
    return new ReferenceProfile(schema, told, limits, rowCount, parts).without(hashed);
  }

  /** Returns the names of the features of which categories are hashed. */
  public Set<String> hashed() {
    Set<String> hashed = new LinkedHashSet<>();
    for (Series of : schema.series()) {
      if (series(of) instanceof CategoryCounts counts
          && counts.counts().keySet().stream().anyMatch(HiddenValue::is)) {
        hashed.add(of.feature().name());
      }
    }
    return hashed;
  }

  /**
   * Returns the classes of predictions and targets, as they are held; empty where there are none,
   * or more than are kept.
   */
  public Set<String> classes() {
    Set<String> classes = new HashSet<>();
    for (Series of : schema.series()) {
      FeatureRole role = of.feature().role();
      if ((role == FeatureRole.PREDICTION || role == FeatureRole.TARGET)
          && series(of) instanceof CategoryCounts counts) {
        if (counts.other() > 0) {
          return Set.of();
        }
        classes.addAll(counts.counts().keySet());
      }
    }
    return classes;
  }

  /** Returns the features that are left out because of another key, in order. */
  public List<String> otherKeys() {
    return provenance.leftOut().entrySet().stream()
        .filter(entry -> entry.getValue() == LeftOut.OTHER_KEY)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Returns the same profile with its categories as they are to be held. */
  public ReferenceProfile held(HeldValues values) {
    List<SeriesProfile> renamed = new ArrayList<>();
    for (int feature = 0; feature < schema.size(); feature++) {
      for (Series of : schema.seriesOf(feature)) {
        renamed.add(
            series(of) instanceof CategoryCounts counts && isNamedByClients(feature)
                ? counts.held(of.feature().name(), values)
                : series(of));
      }
    }
    RowSample rows = sample.map(row -> held(row, values));
    Parts parts = new Parts(features, renamed, texts, rows, heldLabels(values));
    return new ReferenceProfile(schema, provenance, limits, rowCount, parts);
  }

  /** Returns what is known beyond the sample; null if a class is held under another name. */
  private @Nullable ScoredLabels heldLabels(HeldValues values) {
    if (scoredLabels == null) {
      return null;
    }
    for (FeatureRole role : List.of(FeatureRole.PREDICTION, FeatureRole.TARGET)) {
      for (int feature : schema.indicesOf(role)) {
        String name = schema.feature(feature).name();
        if (!scoredLabels.classes().stream().allMatch(of -> values.held(name, of).equals(of))) {
          return null;
        }
      }
    }
    return scoredLabels;
  }

  private Row held(Row row, HeldValues values) {
    Row held = row;
    for (int feature = 0; feature < schema.size(); feature++) {
      String category = isNamedByClients(feature) ? row.category(feature) : null;
      if (category != null) {
        String name = values.held(schema.feature(feature).name(), category);
        held = name.equals(category) ? held : held.with(feature, name);
      }
    }
    return held;
  }

  private boolean isNamedByClients(int feature) {
    return schema.feature(feature).type() == FeatureType.CATEGORICAL;
  }

  /** Returns the features. */
  public Schema schema() {
    return schema;
  }

  /** Returns the origin of the profile. */
  public Provenance provenance() {
    return provenance;
  }

  /** Returns how large it could become. */
  public ProfileLimits limits() {
    return limits;
  }

  /** Returns how many rows it is made from. */
  public long rowCount() {
    return rowCount;
  }

  /** Returns the feature at an index. */
  public FeatureProfile feature(int index) {
    return features.get(index);
  }

  /** Returns the distribution of a series of the schema. */
  public SeriesProfile series(Series of) {
    return series.get(of.index());
  }

  /**
   * Returns the distribution of a numeric series of the schema.
   *
   * @throws IllegalArgumentException if the series is categorical
   */
  public NumericProfile numeric(Series of) {
    if (series(of) instanceof NumericProfile numeric) {
      return numeric;
    }
    throw new IllegalArgumentException(of.name() + " is not numeric");
  }

  /**
   * Returns the distribution of a categorical series of the schema.
   *
   * @throws IllegalArgumentException if the series is numeric
   */
  public CategoryCounts categories(Series of) {
    if (series(of) instanceof CategoryCounts categories) {
      return categories;
    }
    throw new IllegalArgumentException(of.name() + " is not categorical");
  }

  /** Whole rows, in order. */
  public RowSample sample() {
    return sample;
  }

  /**
   * Returns how scores and labels of all rows go together; null where the sample says as much, or
   * nothing more is known.
   */
  public @Nullable ScoredLabels scoredLabels() {
    return scoredLabels;
  }

  /** Returns all that a TEXT is compared with; null for any other. */
  public @Nullable TextReference text(int feature) {
    return texts.get(feature);
  }

  /** Returns whether it has texts and is older than the figures by which they are compared. */
  public boolean hasOldTexts() {
    return texts.stream().anyMatch(text -> text != null && text.characters() == null);
  }
}
