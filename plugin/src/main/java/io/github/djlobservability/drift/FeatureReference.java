package io.github.djlobservability.drift;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one feature looks like in the reference. Immutable.
 *
 * <p>A numeric feature is known by a sample of its values, or by quantiles; a categorical one by
 * the counts of its categories, of which the {@value #MAX_CATEGORIES} most frequent are watched one
 * by one and the rest, unseen ones included, together.
 */
public final class FeatureReference {

  /** Categories that are watched one by one at most. */
  public static final int MAX_CATEGORIES = 16;

  /** A category with fewer items is watched with the rest. */
  private static final int MIN_CATEGORY_COUNT = 5;

  /** The category of an item that the model had wrong, see {@link #errors}. */
  public static final String ERROR = "error";

  /** The category of an item that the model had right, see {@link #errors}. */
  public static final String CORRECT = "correct";

  private final String name;
  private final DriftKind kind;
  private final boolean lopsided;
  private final @Nullable NumericCells cells;
  private final Range range;
  private final List<String> categories;
  private final Map<String, Integer> indexes;
  private final long[] counts;
  private final long missing;
  private final double @Nullable [] inTimeOrder;

  private record Range(double minimum, double maximum, double mean, double deviation) {

    static final Range NONE =
        new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NaN, Double.NaN);

    static Range of(double[] sample) {
      if (sample.length == 0) {
        return NONE;
      }
      double mean = Arrays.stream(sample).average().orElse(Double.NaN);
      double squares = Arrays.stream(sample).map(x -> (x - mean) * (x - mean)).sum();
      return new Range(
          Arrays.stream(sample).min().orElse(Double.NaN),
          Arrays.stream(sample).max().orElse(Double.NaN),
          mean,
          Math.sqrt(squares / sample.length));
    }
  }

  private FeatureReference(
      String name,
      DriftKind kind,
      NumericCells cells,
      Range range,
      long missing,
      double @Nullable [] inTimeOrder) {
    this.name = name;
    this.kind = kind;
    this.lopsided = false;
    this.cells = cells;
    this.range = range;
    this.categories = List.of();
    this.indexes = Map.of();
    this.counts = cells.counts();
    this.missing = missing;
    this.inTimeOrder = inTimeOrder;
  }

  private FeatureReference(
      String name,
      DriftKind kind,
      boolean lopsided,
      Map<String, Long> counted,
      long missing,
      double @Nullable [] inTimeOrder) {
    this.name = name;
    this.kind = kind;
    this.lopsided = lopsided;
    this.cells = null;
    this.range = Range.NONE;
    this.missing = missing;
    this.inTimeOrder = inTimeOrder;
    this.categories = lopsided ? List.of(ERROR) : watched(counted);
    this.indexes = new HashMap<>();
    this.counts = new long[categories.size() + 1];
    for (Map.Entry<String, Long> entry : counted.entrySet()) {
      int index = categories.indexOf(entry.getKey());
      int cell = index < 0 ? categories.size() : index;
      indexes.put(entry.getKey(), cell);
      counts[cell] += entry.getValue();
    }
  }

  private static List<String> watched(Map<String, Long> counted) {
    return counted.entrySet().stream()
        .filter(entry -> entry.getValue() >= MIN_CATEGORY_COUNT)
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MAX_CATEGORIES)
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * A numeric feature.
   *
   * @param name unique in the model
   * @param kind what a drift of it is: DATA or PREDICTION
   * @param values a sample, in any order; NaN is a missing value
   */
  public static FeatureReference numeric(String name, DriftKind kind, double[] values) {
    double[] present = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    double[] finite = Arrays.stream(present).filter(Double::isFinite).toArray();
    return new FeatureReference(
        name,
        kind,
        NumericCells.ofSample(present),
        Range.of(finite),
        values.length - present.length,
        null);
  }

  /**
   * A categorical feature.
   *
   * @param name unique in the model
   * @param kind what a drift of it is: DATA or PREDICTION
   * @param counts how often each category was seen
   * @param missing how often there was no value
   */
  public static FeatureReference categorical(
      String name, DriftKind kind, Map<String, Long> counts, long missing) {
    return new FeatureReference(name, kind, false, counts, missing, null);
  }

  /** A categorical feature; null is a missing value. */
  public static FeatureReference categorical(
      String name, DriftKind kind, List<? extends @Nullable String> values) {
    Map<String, Long> counts = new LinkedHashMap<>();
    long missing = 0;
    for (String value : values) {
      if (value == null) {
        missing++;
      } else {
        counts.merge(value, 1L, Long::sum);
      }
    }
    return categorical(name, kind, counts, missing);
  }

  /**
   * Whether the model was wrong: two categories, of kind CONCEPT. A higher error rate is looked for
   * with more weight than a lower one. An item's category is {@value #ERROR} or {@value #CORRECT}.
   *
   * @param name unique in the model
   * @param errors how often it was wrong
   * @param correct how often it was right
   */
  public static FeatureReference errors(String name, long errors, long correct) {
    return new FeatureReference(
        name, DriftKind.CONCEPT, true, Map.of(ERROR, errors, CORRECT, correct), 0, null);
  }

  /** This, with another range outside which numbers count as out of range. */
  public FeatureReference withRange(double minimum, double maximum) {
    if (cells == null) {
      throw new IllegalArgumentException(name + " is not numeric");
    }
    Range given = new Range(minimum, maximum, range.mean(), range.deviation());
    return new FeatureReference(name, kind, cells, given, missing, inTimeOrder);
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** What a drift of it is. */
  public DriftKind kind() {
    return kind;
  }

  /** Whether its values are numbers; otherwise categories. */
  public boolean isNumeric() {
    return cells != null;
  }

  /** How many values the reference has, missing ones not counted. */
  public long valueCount() {
    return Arrays.stream(counts).sum();
  }

  @Nullable NumericCells cells() {
    return cells;
  }

  /** Counts of the cells: gaps and cuts of numbers, or categories and the rest. */
  long[] counts() {
    return counts.clone();
  }

  long missing() {
    return missing;
  }

  boolean isOutOfRange(double value) {
    return value < range.minimum() || value > range.maximum();
  }

  double mean() {
    return range.mean();
  }

  double deviation() {
    return range.deviation();
  }

  /** The index of a category, or null if the reference does not have it. */
  @Nullable Integer categoryIndex(String category) {
    return indexes.get(category);
  }

  /** The index of all that is not watched by itself. */
  int otherIndex() {
    return categories.size();
  }

  String categoryName(int index) {
    if (index < categories.size()) {
      return '"' + categories.get(index) + '"';
    }
    return lopsided ? '"' + CORRECT + '"' : "any other";
  }

  OddsFactors factors() {
    if (lopsided) {
      return OddsFactors.ERRORS;
    }
    return categories.size() <= 2 ? OddsFactors.TWO_CATEGORIES : OddsFactors.CATEGORIES;
  }

  /** Differs for another reference. */
  String fingerprint() {
    return name + kind + lopsided + range + categories + missing + Arrays.hashCode(counts);
  }
}
