package io.github.djlobservability.payload;

import io.github.djlobservability.payload.ExpectedPrediction.Kind;
import io.github.djlobservability.payload.document.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a response says of each class: a vector of probabilities or of logits, an object of
 * probabilities by class, a list of classes with their probabilities. Thread-safe.
 */
final class Distributions {
  /** Vectors of more numbers that are no probabilities are embeddings. */
  static final int MAX_LOGITS = 64;

  private static final double ROUNDING = 1e-3;
  private static final List<String> CLASS = List.of("className", "class", "label");
  private static final List<String> PROBABILITY = List.of("probability", "score");

  private final ExpectedPrediction expected;
  private final @Nullable String scoredClass;

  /**
   * @param scoredClass as {@link ReadingSettings} has it
   */
  Distributions(ExpectedPrediction expected, @Nullable String scoredClass) {
    this.expected = expected;
    this.scoredClass = scoredClass;
  }

  /**
   * Reads a vector: probabilities if it adds up to 1, else logits, of which the largest wins, else
   * an embedding.
   *
   * @return null if it is empty, or the reference has single numbers
   */
  @Nullable ItemPrediction vector(Values values, List<String> names) {
    if (values.size() == 0) {
      return null;
    }
    boolean probabilities = addsUpToOne(values);
    if (!probabilities && expected.kind() == Kind.NUMBER) {
      return null;
    }
    if (!probabilities && values.size() > Math.max(MAX_LOGITS, expected.classes().size())) {
      return ItemPrediction.of(Vectors.vector(values));
    }
    int best = 0;
    Map<String, Double> found = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      best = number(values, i) > number(values, best) ? i : best;
      if (probabilities) {
        found.put(String.valueOf(name(i, values.size(), names)), number(values, i));
      }
    }
    Object name = name(best, values.size(), names);
    return new ItemPrediction(
        name instanceof Integer index ? (Object) (double) index : name,
        score(found, number(values, best)),
        found,
        true);
  }

  /** Returns the name of a class; its place if nothing names it. */
  private Object name(int index, int classes, List<String> names) {
    if (names.size() == classes) {
      return names.get(index);
    }
    return expected.classes().size() == classes ? expected.classes().get(index) : (Object) index;
  }

  private static double number(Values values, int index) {
    return values.get(index) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  private static boolean addsUpToOne(Values values) {
    double sum = 0;
    for (int i = 0; i < values.size(); i++) {
      double probability = number(values, i);
      if (!(probability >= 0 && probability <= 1)) {
        return false;
      }
      sum += probability;
    }
    return values.size() > 1 && Math.abs(sum - 1) < ROUNDING * Math.max(1, values.size() / 100.0);
  }

  /** Reads an object of probabilities by class; null if it is none. */
  @Nullable ItemPrediction object(Map<?, ?> object) {
    Map<String, Double> found = new LinkedHashMap<>();
    String best = "";
    double highest = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (Map.Entry<?, ?> member : object.entrySet()) {
      if (!(member.getValue() instanceof Number number)
          || !(number.doubleValue() >= 0 && number.doubleValue() <= 1)) {
        return null;
      }
      double probability = number.doubleValue();
      String name = String.valueOf(member.getKey());
      best = probability > highest ? name : best;
      highest = Math.max(highest, probability);
      found.put(name, probability);
      sum += probability;
    }
    return found.size() > 1 && Math.abs(sum - 1) < ROUNDING
        ? new ItemPrediction(best, score(found, highest), found, true)
        : null;
  }

  /** Reads a list of classes with their probabilities, of one item; null if it is none. */
  @Nullable ItemPrediction list(Values values) {
    Map<String, Double> found = new LinkedHashMap<>();
    Object best = null;
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < values.size(); i++) {
      Object name = part(values.get(i), CLASS, 0);
      Object probability = part(values.get(i), PROBABILITY, 1);
      if (name == null || !(probability instanceof Number number)) {
        return null;
      }
      if (number.doubleValue() > highest) {
        best = name;
        highest = number.doubleValue();
      }
      found.putIfAbsent(String.valueOf(name), number.doubleValue());
    }
    return best == null ? null : new ItemPrediction(best, score(found, highest), found, true);
  }

  /**
   * Returns the score that stands for probabilities: the greatest, or that of the one of two
   * classes that scores are of.
   */
  private double score(Map<String, Double> found, double greatest) {
    if (scoredClass == null || found.isEmpty() || found.size() > 2) {
      return greatest;
    }
    boolean both = found.size() == 2;
    List<String> two =
        both ? found.keySet().stream().sorted(ClassName.ORDER).toList() : expected.classes();
    if (two.size() != 2) {
      return greatest;
    }
    int scored = ClassName.of(two.get(0)).equals(scoredClass) ? 0 : 1;
    Double told = found.get(two.get(scored));
    return told != null ? told : found.containsKey(two.get(1 - scored)) ? 1 - greatest : greatest;
  }

  private static @Nullable Object part(@Nullable Object each, List<String> names, int place) {
    if (each instanceof Values pair && pair.size() == 2 && pair.get(0) instanceof String) {
      return pair.get(place);
    }
    if (each instanceof Map<?, ?> object) {
      for (String name : names) {
        Object value = object.get(name);
        if (value instanceof String || value instanceof Number) {
          return value;
        }
      }
    }
    return null;
  }
}
