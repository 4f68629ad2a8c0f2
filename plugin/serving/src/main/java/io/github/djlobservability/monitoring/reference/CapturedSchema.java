package io.github.djlobservability.monitoring.reference;

import io.github.djlobservability.payload.Fields;
import io.github.djlobservability.payload.ItemPrediction;
import io.github.djlobservability.privacy.Privacy;
import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.LeftOut;
import io.github.djlobservability.profile.Schema;
import io.github.djlobservability.profile.evidence.TypeEvidence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds out from the first items what a model is given and what it says: what {@link TypeEvidence}
 * tells, without what it leaves out; but vectors of more than {@value #LONGEST_EMBEDDING} numbers
 * are tensors, and whole numbers as predictions are classes. A number that is sent is never taken
 * for a category: one who sends codes as numbers says so in a profile made offline.
 *
 * <p>Clients choose the names, so at most {@value #MAX_INPUTS} of them become features.
 */
final class CapturedSchema {
  static final int MAX_INPUTS = 1_000;

  static final int LONGEST_EMBEDDING = 4096;

  private CapturedSchema() {}

  /**
   * Holds the schema that was found.
   *
   * @param schema the features, in the order of their first values
   * @param tooMany how many names are beyond the most that may be features, or personal
   * @param leftOut inputs that can't be compared, such as ids and clocks, and why
   */
  record Result(Schema schema, int tooMany, Map<String, LeftOut> leftOut) {}

  /**
   * Makes a schema of what was seen.
   *
   * @param before the schema by which predictions were found, whose names they keep; null where
   *     they were found without one
   * @throws IllegalArgumentException if nothing was
   */
  static Result of(List<CapturedItem> items, Privacy privacy, @Nullable Schema before) {
    Map<String, Evidence> inputs = new LinkedHashMap<>();
    Set<String> tooMany = new HashSet<>();
    for (CapturedItem item : items) {
      Fields fields = item.fields();
      fields.values().forEach((name, value) -> add(inputs, tooMany, name, value, fields.text()));
    }
    Map<String, LeftOut> leftOut = leftOut(inputs, privacy);
    inputs.keySet().removeAll(leftOut.keySet());
    List<Feature> features = new ArrayList<>();
    inputs.forEach(
        (name, evidence) -> {
          if (privacy.isPersonal(name)) {
            tooMany.add(name);
          } else {
            features.add(Feature.input(name, evidence.type()));
          }
        });
    String prediction = name(before, FeatureRole.PREDICTION, "prediction");
    String score = name(before, FeatureRole.SCORE, "score");
    addPredicted(features, prediction, FeatureRole.PREDICTION, items, ItemPrediction::value);
    addPredicted(features, score, FeatureRole.SCORE, items, ItemPrediction::score);
    return new Result(new Schema(features), tooMany.size(), leftOut);
  }

  private static String name(@Nullable Schema before, FeatureRole role, String otherwise) {
    List<Integer> places = before == null ? List.of() : before.indicesOf(role);
    return before == null || places.isEmpty() ? otherwise : before.feature(places.get(0)).name();
  }

  /** Nothing is left out if nothing else would be left. */
  private static Map<String, LeftOut> leftOut(Map<String, Evidence> inputs, Privacy privacy) {
    Map<String, LeftOut> leftOut = new LinkedHashMap<>();
    inputs.forEach(
        (name, evidence) -> {
          LeftOut why = evidence.values.leftOut(name);
          if (why != null && !privacy.isPersonal(name)) {
            leftOut.put(name, why);
          }
        });
    return leftOut.size() == inputs.size() ? Map.of() : leftOut;
  }

  private static void add(
      Map<String, Evidence> inputs,
      Set<String> tooMany,
      String name,
      @Nullable Object value,
      boolean text) {
    if (value == null || name.isBlank()) {
      return;
    }
    Evidence known = inputs.get(name);
    if (known == null && inputs.size() < MAX_INPUTS) {
      known = new Evidence();
      inputs.put(name, known);
    }
    if (known == null) {
      tooMany.add(name);
    } else {
      known.add(value, text);
    }
  }

  private static void addPredicted(
      List<Feature> features,
      String wanted,
      FeatureRole role,
      List<CapturedItem> items,
      Function<ItemPrediction, @Nullable Object> part) {
    Evidence evidence = new Evidence();
    for (CapturedItem item : items) {
      evidence.add(part.apply(item.prediction()), false);
    }
    if (evidence.values.isEmpty()) {
      return;
    }
    boolean classes = role == FeatureRole.PREDICTION && evidence.values.isWhole();
    String name = wanted;
    while (isTaken(features, name)) {
      name = "model's " + name;
    }
    features.add(new Feature(name, classes ? FeatureType.CATEGORICAL : evidence.type(), role));
  }

  private static boolean isTaken(List<Feature> features, String name) {
    return features.stream().anyMatch(feature -> feature.name().equals(name));
  }

  /** Collects the values of one name. */
  private static final class Evidence {
    private final TypeEvidence values = new TypeEvidence();
    private int longest;

    void add(@Nullable Object value, boolean text) {
      values.add(value, text);
      if (value instanceof float[] vector) {
        longest = Math.max(longest, vector.length);
      }
    }

    FeatureType type() {
      FeatureType type = values.type();
      return type == FeatureType.EMBEDDING && longest > LONGEST_EMBEDDING
          ? FeatureType.TENSOR_SUMMARY
          : type;
    }
  }
}
