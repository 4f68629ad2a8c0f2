package io.github.djlobservability.drift.reference;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Describes one feature in the reference. Immutable.
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

  /** Share of the values that may be one and the same in a number with a cycle. */
  private static final double MOST_ALIKE = 0.1;

  private final String name;
  private final DriftKind kind;
  private final @Nullable NumericCells numericCells;
  private final CategoryCells categoryCells;
  private final NumberSummary summary;
  private final Treatment treatment;

  /** The cycle that is taken out before values are compared; null if there is none. */
  private final @Nullable Season season;

  private FeatureReference(
      String name,
      DriftKind kind,
      @Nullable NumericCells numericCells,
      CategoryCells categoryCells,
      NumberSummary summary,
      Treatment treatment) {
    this(name, kind, numericCells, categoryCells, summary, treatment, null);
  }

  private FeatureReference(
      String name,
      DriftKind kind,
      @Nullable NumericCells numericCells,
      CategoryCells categoryCells,
      NumberSummary summary,
      Treatment treatment,
      @Nullable Season season) {
    this.name = name;
    this.kind = kind;
    this.numericCells = numericCells;
    this.categoryCells = categoryCells;
    this.summary = summary;
    this.treatment = treatment;
    this.season = season;
  }

  /**
   * Returns a numeric feature.
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

  /** Makes the reference of a number from its cells and its summary. */
  public static FeatureReference numeric(
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
        summary,
        Treatment.of(OddsFactors.CATEGORIES, quality));
  }

  /**
   * Returns a figure that is worked out of other values, which have their own rules.
   *
   * @param values a sample without NaN
   */
  public static FeatureReference derived(String name, DriftKind kind, double[] values) {
    return numeric(
            name,
            kind,
            NumericCells.ofSample(values),
            NumberSummary.of(values),
            QualityReference.ofSample(NumberSummary.NONE, 0).unchecked())
        .asFigure();
  }

  /** Returns this as a figure that the plugin works out: a factor is no other unit then. */
  public FeatureReference asFigure() {
    return with(treatment.asFigure());
  }

  /**
   * Returns a figure whose mean is 0, whatever the items before were, as long as nothing changes: a
   * stake on it neither wins nor loses in the mean. Only its mean is watched, and that it becomes
   * larger.
   *
   * @param values a sample without NaN
   */
  public static FeatureReference bet(String name, DriftKind kind, double[] values) {
    FeatureReference derived = derived(name, kind, values);
    return derived.with(derived.treatment.asBet());
  }

  /**
   * Returns a categorical feature.
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

  /** Makes the reference of a category from its cells. */
  public static FeatureReference categorical(
      String name, DriftKind kind, CategoryCells cells, QualityReference quality) {
    OddsFactors factors =
        cells.watched() <= 2 ? OddsFactors.ofTwo(cells.share(0)) : OddsFactors.CATEGORIES;
    return new FeatureReference(
        name, kind, null, cells, NumberSummary.NONE, Treatment.of(factors, quality));
  }

  /** Returns a categorical feature; null is a missing value. */
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
   * Returns whether the model was wrong: two categories, of kind CONCEPT. A higher error rate is
   * looked for with more weight than a lower one. An item's category is {@value #ERROR} or {@value
   * #CORRECT}.
   *
   * @param name unique in the model
   * @param errors how often it was wrong
   * @param correct how often it was right
   */
  public static FeatureReference errors(String name, long errors, long correct) {
    OddsFactors factors = OddsFactors.ofErrors((double) errors / Math.max(1, errors + correct));
    return new FeatureReference(
        name,
        DriftKind.CONCEPT,
        null,
        CategoryCells.ofErrors(errors, correct),
        NumberSummary.NONE,
        Treatment.of(factors, QualityReference.ofSample(NumberSummary.NONE, 0)));
  }

  /**
   * Returns this, for a stream whose neighbours depend on one another as these numbers do: evidence
   * is discounted accordingly, so that the expected run time holds. See docs/drift.md.
   *
   * @param values of the reference in the order of time; NaN where there was none
   */
  public FeatureReference inTimeOrder(double[] values) {
    return inTimeOrder(values, Dependence.consecutive(values.length));
  }

  /** Returns the same of rows of which some are left out. */
  public FeatureReference inTimeOrder(double[] values, long[] positions) {
    return with(treatment.with(Memory.ofNumbers(values, positions)));
  }

  /** Returns the same for a categorical feature. */
  public FeatureReference inTimeOrder(List<? extends @Nullable String> values) {
    return inTimeOrder(values, Dependence.consecutive(values.size()));
  }

  /** Returns the same of rows of which some are left out. */
  public FeatureReference inTimeOrder(List<? extends @Nullable String> values, long[] positions) {
    return with(treatment.with(Memory.ofCategories(values, categoryCells, positions)));
  }

  /** Returns this reference, with {@code factor} items worth one independent item. */
  public FeatureReference withDependence(double factor) {
    return with(treatment.withDependence(factor));
  }

  /**
   * Returns this without the daily or weekly cycle that its values have, if they have one; what is
   * compared is then {@link #adjusted}, with {@link #compared}. A number that often has one and the
   * same value has none.
   *
   * @param values of the reference in the order of time; NaN where there was none
   * @param millis the time of each
   * @param positions the row of each, ascending
   */
  public FeatureReference withoutCycle(double[] values, long[] millis, long[] positions) {
    long most = Arrays.stream(counts()).max().orElse(0);
    boolean suits = isNumeric() && !isBet() && most < MOST_ALIKE * valueCount();
    Season found = suits ? Season.find(values, millis, positions) : null;
    return found == null
        ? this
        : new FeatureReference(name, kind, numericCells, categoryCells, summary, treatment, found);
  }

  /** Returns whether a cycle is taken out before values are compared. */
  public boolean hasCycle() {
    return season != null;
  }

  /** Returns what a value is compared as: without the cycle, if there is one. */
  public double adjusted(double value, long millis) {
    return season == null ? value : season.adjusted(value, millis);
  }

  /** Returns what {@link #adjusted} values are compared with; this if there is no cycle. */
  public FeatureReference compared() {
    return season == null
        ? this
        : new FeatureReference(
            name,
            kind,
            season.cells(),
            categoryCells,
            season.summary(),
            treatment.withDependence(season.dependence()));
  }

  /** Returns this, with each category watched also where there are but two. */
  public FeatureReference withEachCategory() {
    return with(treatment.with(OddsFactors.CATEGORIES));
  }

  /** Returns this, with another share of the model's false alarms, and no rules to be broken. */
  public FeatureReference withAlarmShare(AlarmShare other) {
    return with(treatment.with(other).with(treatment.quality().unchecked()));
  }

  /** Returns this, with a weight among the features by which they share the false alarms. */
  public FeatureReference withWeight(double weight) {
    AlarmShare share = treatment.alarmShare();
    return weight == 1
        ? this
        : with(treatment.with(new AlarmShare(weight * share.weight(), share.share())));
  }

  /** Returns how much of the model's false alarms it is given. */
  public AlarmShare alarmShare() {
    return treatment.alarmShare();
  }

  /** Returns this, with another range outside which numbers count as out of range. */
  public FeatureReference withRange(double minimum, double maximum) {
    return with(treatment.with(treatment.quality().withRange(minimum, maximum)));
  }

  private FeatureReference with(Treatment other) {
    return new FeatureReference(name, kind, numericCells, categoryCells, summary, other, season);
  }

  /** Returns its name. */
  public String name() {
    return name;
  }

  /** Returns the kind of a drift of the feature. */
  public DriftKind kind() {
    return kind;
  }

  /** Returns whether its values are bets, see {@link #bet}. */
  public boolean isBet() {
    return treatment.bet();
  }

  /** Returns whether its values are figures that the plugin works out, as those of concepts are. */
  public boolean isFigure() {
    return treatment.figure() || kind == DriftKind.CONCEPT;
  }

  /** Returns whether its values are numbers; otherwise categories. */
  public boolean isNumeric() {
    return numericCells != null;
  }

  /** Returns how many values the reference has, missing ones not counted. */
  public long valueCount() {
    return numericCells == null ? categoryCells.values() : Arrays.stream(counts()).sum();
  }

  /**
   * How many independent items a long run of items is worth is their number over this, 1 or more.
   */
  public double dependence() {
    return treatment.memory().values();
  }

  /** Returns the same of whether there is a value. */
  public double missingDependence() {
    return treatment.memory().missing();
  }

  /** Returns the same of whether a category is one that was never seen. */
  public double unseenDependence() {
    return treatment.memory().unseen();
  }

  /** Returns how many items of categories that the reference lacks are to be expected. */
  public UnseenShare unseen() {
    UnseenShare once = categoryCells.unseen();
    double more = treatment.memory().moreUnseen();
    return new UnseenShare(
        Math.max(once.unseen(), Math.min(once.items(), more * once.unseen())), once.items());
  }

  public @Nullable NumericCells cells() {
    return numericCells;
  }

  /**
   * Counts of the cells, gaps and cuts or categories and the rest; not to be changed. Of more
   * categories than are watched one by one it is less than all values, see {@link CategoryChoice}.
   */
  public long[] counts() {
    return numericCells == null ? categoryCells.counts() : numericCells.counts();
  }

  /**
   * Returns whether categories that the reference lacks can be left out without the share of its
   * others becoming another one: hardly any are to be expected, or there are no others.
   */
  public boolean isClosed() {
    return valueCount() > 0 && categoryCells.isClosed();
  }

  public CategoryCells categoryCells() {
    return categoryCells;
  }

  public OddsFactors oddsFactors() {
    return treatment.oddsFactors();
  }

  public NumberSummary summary() {
    return summary;
  }

  public QualityReference quality() {
    return treatment.quality();
  }

  /** Differs for another reference. */
  public String fingerprint() {
    return name
        + kind
        + summary
        + categoryCells.names()
        + quality()
        + Arrays.hashCode(counts())
        + (season == null ? "" : season.fingerprint());
  }
}
