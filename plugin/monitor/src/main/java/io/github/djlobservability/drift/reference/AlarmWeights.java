package io.github.djlobservability.drift.reference;

import io.github.djlobservability.profile.Schema;
import io.github.djlobservability.suggestion.NearestName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * By which weights features share a model's false alarms, such as how important they are to it. A
 * feature that is not named has 1. A name stands for all series of its feature: {@code review} for
 * {@code review.length}, too. Immutable.
 *
 * @param byName weights from {@value #LEAST} to {@value #MOST}, by the features' names
 */
public record AlarmWeights(Map<String, Double> byName) {

  /** Says what {@link #parse} reads. */
  public static final String FORM = "names with weights from 0.01 to 100, such as `age:3,bmi:0.5`";

  /** Each feature has as much as any other. */
  public static final AlarmWeights EQUAL = new AlarmWeights(Map.of());

  /** The smallest weight. */
  static final double LEAST = 0.01;

  /** The largest weight. */
  static final double MOST = 100;

  private static final int MOST_NAMES = 10_000;

  /** Unknown names that are told. */
  private static final int MOST_TOLD = 20;

  /** Copies the map, in the order of the names; checks the weights. */
  public AlarmWeights {
    byName.forEach(
        (name, weight) -> {
          if (name.isEmpty() || !(weight >= LEAST && weight <= MOST)) {
            throw new IllegalArgumentException(name + ": " + weight);
          }
        });
    byName = Collections.unmodifiableMap(new TreeMap<>(byName));
  }

  /**
   * Reads {@code age:3,bmi:0.5}; names may have colons.
   *
   * @return null if it is not such, or has a name twice
   */
  public static @Nullable AlarmWeights parse(String text) {
    Map<String, Double> byName = new TreeMap<>();
    try {
      for (String part : text.split(",", -1)) {
        int colon = part.lastIndexOf(':');
        String name = colon < 0 ? "" : part.substring(0, colon).trim();
        double weight = colon < 0 ? 0 : Double.parseDouble(part.substring(colon + 1).trim());
        if (byName.put(name, weight) != null || byName.size() > MOST_NAMES) {
          return null;
        }
      }
      return new AlarmWeights(byName);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Returns the weight of a feature or of one of its series. */
  public double of(String series) {
    Double own = byName.get(series);
    for (int dot = series.lastIndexOf('.'); own == null && dot > 0; ) {
      own = byName.get(series.substring(0, dot));
      dot = series.lastIndexOf('.', dot - 1);
    }
    return own == null ? 1 : own;
  }

  /**
   * Returns a sentence on the names that no feature has; null if each has one.
   *
   * @param schema of the reference
   */
  public @Nullable String unknown(Schema schema) {
    Set<String> known = new LinkedHashSet<>(List.of(RowFeature.DISTANCES, RowFeature.CORRELATIONS));
    schema.features().forEach(feature -> known.add(feature.name()));
    schema.series().forEach(series -> known.add(series.name()));
    List<String> told = new ArrayList<>();
    for (String name : byName.keySet()) {
      if (!known.contains(name) && told.size() < MOST_TOLD) {
        String nearest = NearestName.of(name, known);
        told.add(nearest == null ? name : name + " (" + nearest + "?)");
      }
    }
    return told.isEmpty()
        ? null
        : "the reference has no feature "
            + String.join(", ", told)
            + ": weights of names that it lacks have no effect";
  }

  /** Returns a model's reference in which each feature has its weight. */
  public ModelReference of(ModelReference model) {
    return byName.isEmpty()
        ? model
        : new ModelReference(
            model.features().stream()
                .map(feature -> feature.withWeight(of(feature.name())))
                .toList(),
            model.rows(),
            model.consecutive());
  }

  /** Returns it as {@link #parse} reads it. */
  public String text() {
    return byName.entrySet().stream()
        .map(entry -> entry.getKey() + ':' + entry.getValue())
        .collect(Collectors.joining(","));
  }
}
