package io.github.djlobservability.profile.build;

import io.github.djlobservability.payload.Aspect;
import io.github.djlobservability.payload.text.TextReference;
import io.github.djlobservability.payload.text.TextStatistics;
import io.github.djlobservability.payload.text.Vocabulary;
import io.github.djlobservability.profile.EmbeddingProfile;
import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureProfile;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.ProfileLimits;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Row;
import io.github.djlobservability.profile.RowSample;
import io.github.djlobservability.profile.Schema;
import io.github.djlobservability.profile.Series;
import io.github.djlobservability.profile.SeriesProfile;
import io.github.djlobservability.profile.ValueRules;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Gathers one feature and its series. Not thread-safe. */
final class FeatureAccumulator {

  private final int index;
  private final Feature feature;
  private final List<SeriesAccumulator> series = new ArrayList<>();

  /** Gathered from the sample in the end, once the vocabulary is known; null unless a TEXT. */
  private @Nullable SeriesAccumulator outOfVocabulary;

  private final @Nullable EmbeddingAccumulator embedding;
  private final @Nullable Vocabulary vocabulary;
  private @Nullable ValueRules mergedRules;
  private @Nullable TextReference text;
  private long rows;
  private long missing;
  private long wrongType;

  /**
   * For a feature of a schema.
   *
   * @param ownVocabulary whether a text's tokens are to be compared with those of the other texts
   *     here; otherwise each text says already what share of its tokens is unknown
   */
  FeatureAccumulator(
      Schema schema, int index, ProfileLimits limits, long seed, boolean ownVocabulary) {
    this.index = index;
    this.feature = schema.feature(index);
    for (Series candidate : schema.seriesOf(index)) {
      SeriesAccumulator accumulator = SeriesAccumulator.of(candidate, limits, seed);
      series.add(accumulator);
      if (ownVocabulary && candidate.aspect() == Aspect.OUT_OF_VOCABULARY) {
        outOfVocabulary = accumulator;
      }
    }
    this.embedding = feature.type() == FeatureType.EMBEDDING ? new EmbeddingAccumulator() : null;
    this.vocabulary =
        ownVocabulary && feature.type() == FeatureType.TEXT
            ? new Vocabulary(limits.tokens())
            : null;
  }

  /** Elements that a row has here. */
  int valuesPerRow() {
    return embedding == null ? 1 : Math.max(1, embedding.dimension());
  }

  /** Takes in a row; returns it, or what is kept in its place. */
  Row add(Row given) {
    Row row = checked(given);
    rows++;
    if (row.isMissing(index)) {
      missing++;
    } else if (row.isWrongType(index)) {
      wrongType++;
    } else {
      addPresent(row);
    }
    return row;
  }

  /** An embedding of another length than the first is of a wrong type. */
  private Row checked(Row row) {
    float[] vector = row.embedding(index);
    return embedding == null || vector == null || embedding.accepts(vector)
        ? row
        : row.with(index, new Row.WrongType("a vector of " + vector.length));
  }

  private void addPresent(Row row) {
    for (SeriesAccumulator accumulator : series) {
      if (accumulator != outOfVocabulary) {
        accumulator.add(row);
      }
    }
    float[] vector = row.embedding(index);
    if (embedding != null && vector != null) {
      embedding.add(vector);
    }
    TextStatistics own = row.text(index);
    if (vocabulary != null && own != null) {
      vocabulary.add(own);
    }
  }

  /** Takes in all of a profile. */
  void merge(ReferenceProfile profile) {
    FeatureProfile other = profile.feature(index);
    rows += other.rows();
    missing += other.missing();
    wrongType += other.wrongType();
    List<Series> theirs = profile.schema().seriesOf(index);
    for (int i = 0; i < series.size(); i++) {
      if (series.get(i) != outOfVocabulary) {
        series.get(i).merge(profile.series(theirs.get(i)));
      }
    }
    EmbeddingProfile vectors = other.embedding();
    if (embedding != null && vectors != null) {
      embedding.merge(vectors);
    }
    TextReference texts = profile.text(index);
    if (vocabulary != null && texts != null) {
      vocabulary.merge(texts.vocabulary());
      // Models don't merge: that of the first profile stays, and its rows alone are measured by it.
      text = mergedRules == null ? new TextReference(vocabulary, texts.characters()) : text;
    }
    mergedRules = mergedRules == null ? other.rules() : mergedRules.or(other.rules());
  }

  /** Returns the sample with each text compared with the other texts. */
  RowSample completed(RowSample sample) {
    SeriesAccumulator accumulator = outOfVocabulary;
    if (vocabulary == null || accumulator == null) {
      return sample;
    }
    RowSample completed = sample.map(row -> with(row, vocabulary::comparedWithOthers));
    if (text == null) {
      SampledTexts texts = SampledTexts.of(completed, index, vocabulary);
      text = texts.reference();
      completed = texts.measured();
    }
    for (int i = 0; i < completed.size(); i++) {
      if (completed.row(i).isPresent(index)) {
        accumulator.add(completed.row(i));
      }
    }
    return completed;
  }

  FeatureProfile freeze(SeriesProfile first) {
    ValueRules rules =
        mergedRules == null
            ? ValueRules.observed(isRequired(), first, feature.type())
            : mergedRules.limitedBy(first, feature.type());
    EmbeddingProfile vectors = embedding == null ? null : embedding.freeze();
    return new FeatureProfile(feature, rows, missing, wrongType, rules, vectors);
  }

  private boolean isRequired() {
    return missing == 0 && rows > 0 && !feature.isSampled();
  }

  List<SeriesProfile> freezeSeries() {
    List<SeriesProfile> frozen = new ArrayList<>();
    for (SeriesAccumulator accumulator : series) {
      frozen.add(accumulator.freeze());
    }
    return frozen;
  }

  private Row with(Row row, UnaryOperator<TextStatistics> change) {
    TextStatistics own = row.text(index);
    return own == null ? row : row.with(index, change.apply(own));
  }

  /** Returns all that texts are compared with; null where it is no text. */
  @Nullable TextReference text() {
    return text;
  }
}
