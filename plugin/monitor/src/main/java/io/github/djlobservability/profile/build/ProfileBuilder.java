package io.github.djlobservability.profile.build;

import io.github.djlobservability.payload.text.TextReference;
import io.github.djlobservability.payload.text.TextStatistics;
import io.github.djlobservability.profile.FeatureProfile;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.ProfileLimits;
import io.github.djlobservability.profile.Provenance;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Row;
import io.github.djlobservability.profile.RowSample;
import io.github.djlobservability.profile.SampledRow;
import io.github.djlobservability.profile.Schema;
import io.github.djlobservability.profile.ScoreColumns;
import io.github.djlobservability.profile.SeriesProfile;
import io.github.djlobservability.profile.score.ScoredLabels;
import io.github.djlobservability.profile.score.ScoredLabelsBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Builds a reference profile from rows, one by one, in bounded memory ({@link ProfileLimits}).
 *
 * <p>Equal rows in equal order with an equal seed give an equal profile. Not thread-safe.
 */
public final class ProfileBuilder {

  private static final String OTHER_KEYS =
      "profiles whose categories are hashed with different keys do not merge: equal categories"
          + " would look like different ones; give the servers' state folders one values.key and"
          + " capture anew, or let them show these values (observability.values.features): ";

  private final Schema schema;
  private final ProfileLimits limits;
  private final List<FeatureAccumulator> features = new ArrayList<>();
  private final RowReservoir reservoir;

  private final ScoreColumns scores;

  /** Null where there is no prediction, score or target, and for rows to be compared. */
  private final @Nullable ScoredLabelsBuilder scoredLabels;

  private long rowCount;

  /**
   * A builder.
   *
   * @param schema of the rows
   * @param limits how large the profile may become
   * @param seed of the sample and the sketches; profiles that are to be merged should have
   *     different seeds
   */
  public ProfileBuilder(Schema schema, ProfileLimits limits, long seed) {
    this(schema, limits, seed, true);
  }

  private ProfileBuilder(Schema schema, ProfileLimits limits, long seed, boolean isReference) {
    this.schema = schema;
    this.limits = limits;
    for (int i = 0; i < schema.size(); i++) {
      features.add(new FeatureAccumulator(schema, i, limits, seed, isReference));
    }
    this.reservoir = new RowReservoir(limits.rowsOf(schema.size()), seed);
    this.scores = new ScoreColumns(schema);
    this.scoredLabels =
        isReference && hasScoredLabels() ? new ScoredLabelsBuilder(scores.columns().size()) : null;
  }

  private boolean hasScoredLabels() {
    return ScoreColumns.SCORED_LABEL.stream().noneMatch(role -> schema.indicesOf(role).isEmpty());
  }

  /**
   * Returns a builder for rows that are to be compared with a reference: they are made by a {@link
   * RowBuilder} of that reference, and their texts' tokens are compared with its vocabulary.
   */
  public static ProfileBuilder comparedWith(ReferenceProfile reference, long seed) {
    return new ProfileBuilder(reference.schema(), reference.limits(), seed, false);
  }

  /**
   * Takes in a row.
   *
   * @throws IllegalArgumentException if it is of another schema
   */
  public void add(Row row) {
    add(row, () -> SampledRow.NO_TIME);
  }

  /**
   * Takes in a row.
   *
   * @param millis when it was observed; asked for only if the row is part of the sample
   * @throws IllegalArgumentException if it is of another schema
   */
  public void add(Row row, LongSupplier millis) {
    if (!row.schema().equals(schema)) {
      throw new IllegalArgumentException("the row is of another schema: " + row.schema());
    }
    Row kept = row;
    for (FeatureAccumulator feature : features) {
      kept = feature.add(kept);
    }
    limitSample();
    reservoir.offer(kept, millis);
    if (scoredLabels != null) {
      count(kept, scoredLabels);
    }
    rowCount++;
  }

  /** Counts the label of a row that has one, a prediction that is a class, and a score. */
  private void count(Row row, ScoredLabelsBuilder counts) {
    String predicted = row.category(schema.indicesOf(FeatureRole.PREDICTION).get(0));
    String label = row.className(schema.indicesOf(FeatureRole.TARGET).get(0));
    if (predicted != null && label != null) {
      Map<String, Double> told = scores.told(row, predicted);
      if (!told.isEmpty()) {
        counts.add(predicted, label, told);
      }
    }
  }

  /** Only rows show how long embeddings are. */
  private void limitSample() {
    int values = 0;
    for (FeatureAccumulator feature : features) {
      values += feature.valuesPerRow();
    }
    reservoir.limit(limits.rowsOf(values));
  }

  /** Returns how many rows were taken in. */
  public long rowCount() {
    return rowCount;
  }

  /** Returns the profile of the rows so far. The builder must not be used afterwards. */
  public ReferenceProfile build(Provenance provenance) {
    RowSample sample = new RowSample(reservoir.kept());
    for (FeatureAccumulator feature : features) {
      sample = feature.completed(sample);
    }
    List<FeatureProfile> frozen = new ArrayList<>();
    List<SeriesProfile> series = new ArrayList<>();
    List<@Nullable TextReference> texts = new ArrayList<>();
    for (FeatureAccumulator feature : features) {
      List<SeriesProfile> own = feature.freezeSeries();
      frozen.add(feature.freeze(own.get(0)));
      series.addAll(own);
      texts.add(feature.text());
    }
    return new ReferenceProfile(
        schema,
        provenance,
        limits,
        rowCount,
        new ReferenceProfile.Parts(frozen, series, texts, sample, beyond(sample)));
  }

  /** Returns what is known of scores and labels beyond the sample; null if that has all rows. */
  private @Nullable ScoredLabels beyond(RowSample sample) {
    return scoredLabels == null || sample.size() == rowCount ? null : scoredLabels.build();
  }

  /**
   * Returns one profile of all rows of several, which follow each other in the order given. Counts,
   * moments, categories and the sample are what one profile of all rows would have; quantiles have
   * the error of one sketch.
   *
   * @param profiles at least one, all of one schema and one size of sketch
   * @throws IllegalArgumentException if they do not fit together: other schemas, or categories that
   *     are hashed with another key, which would look like other categories
   */
  public static ReferenceProfile merge(List<ReferenceProfile> profiles) {
    String key = commonKey(profiles);
    ReferenceProfile first = profiles.get(0);
    ProfileBuilder builder = new ProfileBuilder(first.schema(), first.limits(), 0);
    builder.take(first);
    Provenance provenance = first.provenance();
    for (ReferenceProfile profile : profiles.subList(1, profiles.size())) {
      builder.take(profile);
      provenance = provenance.and(profile.provenance());
    }
    return builder.build(provenance.withValuesKey(key));
  }

  /**
   * Returns the id of the key that categories are hashed with; null where none are. A capture names
   * its server's key even if it has no such category, so only those that have some are asked.
   */
  private static @Nullable String commonKey(List<ReferenceProfile> profiles) {
    List<ReferenceProfile> hashed = profiles.stream().filter(p -> !p.hashed().isEmpty()).toList();
    if (hashed.isEmpty()) {
      return null;
    }
    String key = hashed.get(0).provenance().valuesKey();
    for (ReferenceProfile profile : hashed.subList(1, hashed.size())) {
      if (key == null || !key.equals(profile.provenance().valuesKey())) {
        throw new IllegalArgumentException(OTHER_KEYS + String.join(", ", profile.hashed()));
      }
    }
    return key;
  }

  /** Returns a row of another profile than the first, whose models the others' texts go without. */
  private Row unmodelled(Row row) {
    Row changed = row;
    for (int i = 0; i < schema.size(); i++) {
      TextStatistics text = row.text(i);
      changed = text == null ? changed : changed.with(i, text.unmodelled());
    }
    return changed;
  }

  private void take(ReferenceProfile profile) {
    if (!profile.schema().equals(schema)) {
      throw new IllegalArgumentException("profiles of different schemas do not merge");
    }
    for (FeatureAccumulator feature : features) {
      feature.merge(profile);
    }
    reservoir.merge(
        rowCount == 0 ? profile.sample() : profile.sample().map(this::unmodelled),
        profile.rowCount());
    limitSample();
    mergeScoredLabels(profile);
    rowCount += profile.rowCount();
  }

  private void mergeScoredLabels(ReferenceProfile profile) {
    if (scoredLabels == null) {
      return;
    }
    if (profile.sample().size() == profile.rowCount()) {
      profile.sample().rows().forEach(sampled -> count(sampled.row(), scoredLabels));
    } else {
      scoredLabels.merge(profile.scoredLabels());
    }
  }
}
