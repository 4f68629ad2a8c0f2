package io.github.djlobservability.monitoring;

import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.Schema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds out from the first items what a model is given and what it says.
 *
 * <p>A feature is what most of its values are: numbers, flags, texts (of more than {@value
 * #WORDS_OF_TEXT} words on average), other strings (categories), or vectors. A number is never
 * taken for a category: one who sends codes as numbers says so in a profile made offline. Whole
 * numbers as predictions are classes.
 */
final class SchemaInference {
  private static final int WORDS_OF_TEXT = 3;
  private static final int LONGEST_EMBEDDING = 4096;

  private SchemaInference() {}

  /**
   * Makes a schema of what was seen.
   *
   * @throws IllegalArgumentException if nothing was
   */
  static Schema of(List<CapturedItem> items) {
    Set<String> names = new LinkedHashSet<>();
    items.forEach(item -> names.addAll(item.sent().values().keySet()));
    List<Feature> features = new ArrayList<>();
    for (String name : names) {
      List<Object> values = present(items, item -> item.sent().values().get(name));
      if (!name.isBlank() && !values.isEmpty()) {
        features.add(Feature.input(name, type(values)));
      }
    }
    add(
        features,
        "prediction",
        FeatureRole.PREDICTION,
        present(items, i -> i.answer().prediction()));
    add(features, "score", FeatureRole.SCORE, present(items, i -> i.answer().score()));
    return new Schema(features);
  }

  private static void add(
      List<Feature> features, String wanted, FeatureRole role, List<Object> values) {
    if (values.isEmpty()) {
      return;
    }
    FeatureType type = type(values);
    boolean classes =
        role == FeatureRole.PREDICTION
            && type == FeatureType.NUMERIC
            && values.stream().allMatch(SchemaInference::isWhole);
    String name = wanted;
    while (isTaken(features, name)) {
      name = "answered " + name;
    }
    features.add(new Feature(name, classes ? FeatureType.CATEGORICAL : type, role));
  }

  private static boolean isTaken(List<Feature> features, String name) {
    return features.stream().anyMatch(feature -> feature.name().equals(name));
  }

  private static boolean isWhole(Object value) {
    return value instanceof Double number && number == Math.rint(number);
  }

  private static List<Object> present(
      List<CapturedItem> items, Function<CapturedItem, @Nullable Object> value) {
    return items.stream().map(value).filter(Objects::nonNull).map(Object.class::cast).toList();
  }

  private static FeatureType type(List<Object> values) {
    long half = values.size() / 2;
    if (count(values, Double.class) > half) {
      return FeatureType.NUMERIC;
    }
    if (count(values, Boolean.class) > half) {
      return FeatureType.BOOLEAN;
    }
    if (count(values, float[].class) > half) {
      return values.stream().anyMatch(SchemaInference::isLong)
          ? FeatureType.TENSOR_SUMMARY
          : FeatureType.EMBEDDING;
    }
    return words(values) > WORDS_OF_TEXT ? FeatureType.TEXT : FeatureType.CATEGORICAL;
  }

  private static long count(List<Object> values, Class<?> type) {
    return values.stream().filter(type::isInstance).count();
  }

  private static boolean isLong(Object value) {
    return value instanceof float[] vector && vector.length > LONGEST_EMBEDDING;
  }

  private static double words(List<Object> values) {
    return values.stream()
        .filter(String.class::isInstance)
        .mapToInt(text -> ((String) text).trim().split("\\s+").length)
        .average()
        .orElse(0);
  }
}
