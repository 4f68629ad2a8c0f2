package io.github.djlobservability.drift.reference;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one feature looks like in the reference. Immutable.
 *
 * <p>A numeric feature is known by a sample of its values, or by quantiles; a categorical one by
 * the counts of its categories, of which the {@value CategoryCells#MAX_CATEGORIES} most frequent
 * are watched one by one and the rest, unseen ones included, together.
 */
public final class FeatureReference {

  /** The category of an item that the model had wrong, see {@link #errors}. */
  public static final String ERROR = "error";

  /** The category of an item that the model had right, see {@link #errors}. */
  public static final String CORRECT = "correct";

  /** The index of {@link #ERROR} in rows of a {@link ModelReference}. */
  public static final int ERROR_INDEX = 0;

  /** The index of {@link #CORRECT} there. */
  public static final int CORRECT_INDEX = 1;

  private final String name;
  private final DriftKind kind;
  private final @Nullable NumericCells numericCells;
  private final CategoryCells categoryCells;
  private final OddsFactors oddsFactors;
  private final NumberSummary summary;
  private final QualityReference quality;
  private final double dependence;
  private final AlarmShare attention;

  private FeatureReference(
      String name,
      DriftKind kind,
      @Nullable NumericCells numericCells,
      CategoryCells categoryCells,
      OddsFactors oddsFactors,
      NumberSummary summary,
      QualityReference quality,
      double dependence,
      AlarmShare attention) {
    this.name = name;
    this.kind = kind;
    this.numericCells = numericCells;
    this.categoryCells = categoryCells;
    this.oddsFactors = oddsFactors;
    this.summary = summary;
    this.quality = quality;
    this.dependence = dependence;
    this.attention = attention;
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
    NumberSummary summary = NumberSummary.of(present);
    return numeric(
        name,
        kind,
        NumericCells.ofSample(present),
        summary,
        QualityReference.ofSample(summary, (long) values.length - present.length));
  }

  static FeatureReference numeric(
      String name,
      DriftKind kind,
      NumericCells cells,
      NumberSummary summary,
      QualityReference quality) {
    return new FeatureReference(
        name,
        kind,
        cells,
        CategoryCells.NONE,
        OddsFactors.CATEGORIES,
        summary,
        quality,
        1,
        AlarmShare.EACH);
  }

  /**
   * A figure that is worked out of other values, which have their own rules.
   *
   * @param values a sample without NaN
   */
  public static FeatureReference derived(String name, DriftKind kind, double[] values) {
    return numeric(
        name,
        kind,
        NumericCells.ofSample(values),
        NumberSummary.of(values),
        QualityReference.ofSample(NumberSummary.NONE, 0).unchecked());
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
    QualityReference quality = QualityReference.ofSample(NumberSummary.NONE, missing);
    return categorical(name, kind, CategoryCells.of(counts, 0), quality);
  }

  static FeatureReference categorical(
      String name, DriftKind kind, CategoryCells cells, QualityReference quality) {
    OddsFactors factors =
        cells.watched() <= 2 ? OddsFactors.TWO_CATEGORIES : OddsFactors.CATEGORIES;
    return new FeatureReference(
        name, kind, null, cells, factors, NumberSummary.NONE, quality, 1, AlarmShare.EACH);
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
        name,
        DriftKind.CONCEPT,
        null,
        CategoryCells.ofErrors(errors, correct),
        OddsFactors.ERRORS,
        NumberSummary.NONE,
        QualityReference.ofSample(NumberSummary.NONE, 0),
        1,
        AlarmShare.EACH);
  }

  /**
   * This, for a stream whose neighbours depend on one another as these numbers do: evidence is
   * discounted accordingly, so that the expected run time holds. See docs/drift.md.
   *
   * @param values of the reference in the order of time; NaN where there was none
   */
  public FeatureReference inTimeOrder(double[] values) {
    return withDependence(Dependence.ofNumbers(values, Dependence.consecutive(values.length)));
  }

  /** The same for a categorical feature. */
  public FeatureReference inTimeOrder(List<? extends @Nullable String> values) {
    return withDependence(
        Dependence.ofCategories(values, categoryCells, Dependence.consecutive(values.size())));
  }

  public FeatureReference withDependence(double factor) {
    return new FeatureReference(
        name, kind, numericCells, categoryCells, oddsFactors, summary, quality, factor, attention);
  }

  /** This, with each category watched also where there are but two. */
  public FeatureReference withEachCategory() {
    return new FeatureReference(
        name,
        kind,
        numericCells,
        categoryCells,
        OddsFactors.CATEGORIES,
        summary,
        quality,
        dependence,
        attention);
  }

  /** This, with another share of the model's false alarms, and no rules to be broken. */
  public FeatureReference withAttention(AlarmShare other) {
    return new FeatureReference(
        name,
        kind,
        numericCells,
        categoryCells,
        oddsFactors,
        summary,
        quality.unchecked(),
        dependence,
        other);
  }

  /** How much of the model's false alarms it is given. */
  public AlarmShare attention() {
    return attention;
  }

  /** This, with another range outside which numbers count as out of range. */
  public FeatureReference withRange(double minimum, double maximum) {
    return withQuality(quality.withRange(minimum, maximum));
  }

  private FeatureReference withQuality(QualityReference other) {
    return new FeatureReference(
        name,
        kind,
        numericCells,
        categoryCells,
        oddsFactors,
        summary,
        other,
        dependence,
        attention);
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
    return numericCells != null;
  }

  /** How many values the reference has, missing ones not counted. */
  public long valueCount() {
    return Arrays.stream(counts()).sum();
  }

  /**
   * How many independent items a long run of items is worth is their number over this, 1 or more.
   */
  public double dependence() {
    return dependence;
  }

  public @Nullable NumericCells cells() {
    return numericCells;
  }

  /** Counts of the cells, gaps and cuts or categories and the rest; not to be changed. */
  public long[] counts() {
    return numericCells == null ? categoryCells.counts() : numericCells.counts();
  }

  public CategoryCells categoryCells() {
    return categoryCells;
  }

  public OddsFactors oddsFactors() {
    return oddsFactors;
  }

  public NumberSummary summary() {
    return summary;
  }

  public QualityReference quality() {
    return quality;
  }

  /** Differs for another reference. */
  public String fingerprint() {
    return name + kind + summary + categoryCells.names() + quality + Arrays.hashCode(counts());
  }
}
