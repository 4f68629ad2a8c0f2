package io.github.djlobservability.profile;

import io.github.djlobservability.payload.Aspect;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The features of a row, in order, and the series they are followed by. Immutable. */
public final class Schema {

  private final List<Feature> features;
  private final List<Series> series;
  private final List<List<Series>> seriesOfFeature;
  private final Map<String, Integer> indices = new HashMap<>();
  private final Map<FeatureRole, List<Integer>> indicesOfRole = new EnumMap<>(FeatureRole.class);

  /**
   * Makes a schema of these features.
   *
   * @throws IllegalArgumentException if there is none, or two have one name
   */
  public Schema(List<Feature> features) {
    if (features.isEmpty()) {
      throw new IllegalArgumentException("a schema must have a feature");
    }
    this.features = List.copyOf(features);
    List<Series> all = new ArrayList<>();
    List<List<Series>> byFeature = new ArrayList<>();
    for (int i = 0; i < features.size(); i++) {
      Feature feature = features.get(i);
      if (indices.put(feature.name(), i) != null) {
        throw new IllegalArgumentException("two features are named " + feature.name());
      }
      List<Series> own = new ArrayList<>();
      for (Aspect aspect : feature.type().aspects()) {
        own.add(new Series(all.size() + own.size(), i, feature, aspect));
      }
      all.addAll(own);
      byFeature.add(List.copyOf(own));
    }
    this.series = List.copyOf(all);
    this.seriesOfFeature = List.copyOf(byFeature);
    for (FeatureRole role : FeatureRole.values()) {
      indicesOfRole.put(role, having(role));
    }
  }

  private List<Integer> having(FeatureRole role) {
    return IntStream.range(0, features.size())
        .filter(index -> features.get(index).role() == role)
        .boxed()
        .toList();
  }

  /** Returns the features, in order. */
  public List<Feature> features() {
    return features;
  }

  /** Returns the feature at an index. */
  public Feature feature(int index) {
    return features.get(index);
  }

  /** Returns how many features. */
  public int size() {
    return features.size();
  }

  /** Returns all series, feature by feature. */
  public List<Series> series() {
    return series;
  }

  /** Returns the series of the feature at an index. */
  public List<Series> seriesOf(int feature) {
    return seriesOfFeature.get(feature);
  }

  /** Returns the index of the feature of this name; -1 if there is none. */
  public int indexOf(String name) {
    return indices.getOrDefault(name, -1);
  }

  /** Returns the indices of the features of this role, ascending. */
  public List<Integer> indicesOf(FeatureRole role) {
    return indicesOfRole.getOrDefault(role, List.of());
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof Schema schema && features.equals(schema.features));
  }

  @Override
  public int hashCode() {
    return features.hashCode();
  }

  @Override
  public String toString() {
    return features.toString();
  }
}
