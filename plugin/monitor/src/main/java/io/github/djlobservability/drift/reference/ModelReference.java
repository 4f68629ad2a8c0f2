package io.github.djlobservability.drift.reference;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Describes a model's inputs and predictions in the reference.
 *
 * @param features each feature by itself
 * @param rows a sample of whole rows, numbers or indexes of categories in the order of the
 *     features, NaN where a value is missing, numbers as they are compared, without their cycles;
 *     null if there is none, and then whole rows are not watched
 * @param consecutive whether the rows followed each other in the order of time, with none between
 */
public record ModelReference(
    List<FeatureReference> features, @Nullable List<double[]> rows, boolean consecutive) {

  /** Copies the list; checks that names are unique and rows complete. */
  public ModelReference {
    features = List.copyOf(features);
    Set<String> names = new HashSet<>();
    for (FeatureReference feature : features) {
      if (!names.add(feature.name())) {
        throw new IllegalArgumentException("two features are called " + feature.name());
      }
    }
    if (rows != null) {
      rows = List.copyOf(rows);
      for (double[] row : rows) {
        if (row.length != features.size()) {
          throw new IllegalArgumentException(
              "a row has " + row.length + " values for " + features.size() + " features");
        }
      }
    }
  }

  /** With rows that followed each other. */
  public ModelReference(List<FeatureReference> features, @Nullable List<double[]> rows) {
    this(features, rows, true);
  }

  /** Returns what items without their cycles are compared with. */
  public ModelReference compared() {
    return features.stream().anyMatch(FeatureReference::hasCycle)
        ? new ModelReference(
            features.stream().map(FeatureReference::compared).toList(), rows, consecutive)
        : this;
  }

  /** Makes a reference of single features only. */
  public static ModelReference of(List<FeatureReference> features) {
    return new ModelReference(features, null);
  }
}
