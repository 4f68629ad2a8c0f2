package io.github.djlobservability.profile.file;

import io.github.djlobservability.payload.ClassName;
import io.github.djlobservability.payload.text.CharacterModel;
import io.github.djlobservability.payload.text.TextReference;
import io.github.djlobservability.payload.text.Vocabulary;
import io.github.djlobservability.profile.CategoryCounts;
import io.github.djlobservability.profile.EmbeddingProfile;
import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureProfile;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.LeftOut;
import io.github.djlobservability.profile.NumericProfile;
import io.github.djlobservability.profile.ProfileLimits;
import io.github.djlobservability.profile.Provenance;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.RowSample;
import io.github.djlobservability.profile.Schema;
import io.github.djlobservability.profile.Series;
import io.github.djlobservability.profile.SeriesProfile;
import io.github.djlobservability.profile.ValueRules;
import io.github.djlobservability.profile.build.EmbeddingAccumulator;
import io.github.djlobservability.profile.score.ScoredLabels;
import io.github.djlobservability.statistics.BinCounts;
import io.github.djlobservability.statistics.KllSketch;
import io.github.djlobservability.statistics.Moments;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one profile from JSON, and believes nothing that contradicts itself. */
final class ProfileReader {

  private final JsonField root;

  ProfileReader(JsonField root) {
    this.root = root;
  }

  ReferenceProfile read() throws ProfileFormatException {
    ProfileLimits limits = limits(root.get("limits"));
    List<JsonField> fields = root.get("features").elements();
    Schema schema = schema(fields);
    long rows = root.get("rows").whole();
    List<FeatureProfile> features = new ArrayList<>();
    List<SeriesProfile> series = new ArrayList<>();
    List<@Nullable TextReference> texts = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      JsonField field = fields.get(i);
      features.add(feature(field, schema.feature(i), rows));
      for (Series of : schema.seriesOf(i)) {
        series.add(series(field.get("series").get(of.aspect().label()), of, limits));
      }
      texts.add(text(field, limits));
    }
    RowSample sample = new SampleReader(schema, texts).read(root.get("sample"));
    return new ReferenceProfile(
        schema,
        provenance(root.get("provenance")),
        limits,
        rows,
        new ReferenceProfile.Parts(features, series, texts, sample, scoredLabels(root)));
  }

  private static @Nullable ScoredLabels scoredLabels(JsonField root) throws ProfileFormatException {
    JsonField field = root.optional("scoredLabels");
    return field == null ? null : ScoredLabelsFormat.read(field);
  }

  private static Provenance provenance(JsonField field) throws ProfileFormatException {
    JsonField createdAt = field.get("createdAt");
    Instant instant;
    try {
      instant = Instant.parse(createdAt.text());
    } catch (DateTimeException e) {
      throw new ProfileFormatException(
          createdAt.path() + " must be a time such as 2026-01-31T12:00:00Z", e);
    }
    return new Provenance(
        instant,
        field.get("createdBy").text(),
        field.get("sources").texts(),
        textOrNull(field.optional("modelName")),
        textOrNull(field.optional("modelVersion")),
        field.get("timeOrdered").flag(),
        leftOut(field.optional("leftOut")),
        textOrNull(field.optional("valuesKey")));
  }

  private static Map<String, LeftOut> leftOut(@Nullable JsonField field)
      throws ProfileFormatException {
    Map<String, LeftOut> leftOut = new LinkedHashMap<>();
    if (field != null) {
      for (Map.Entry<String, JsonField> member : field.members().entrySet()) {
        leftOut.put(member.getKey(), member.getValue().constant(LeftOut.class));
      }
    }
    return leftOut;
  }

  private static @Nullable String textOrNull(@Nullable JsonField field)
      throws ProfileFormatException {
    return field == null ? null : field.text();
  }

  private static ProfileLimits limits(JsonField field) throws ProfileFormatException {
    return new ProfileLimits(
        field.get("sampleRows").smallWhole(),
        field.get("sampleValues").smallWhole(),
        field.get("sketchSize").smallWhole(),
        field.get("categories").smallWhole(),
        field.get("tokens").smallWhole(),
        field.get("bins").smallWhole());
  }

  private static Schema schema(List<JsonField> fields) throws ProfileFormatException {
    List<Feature> features = new ArrayList<>();
    for (JsonField field : fields) {
      features.add(
          new Feature(
              field.get("name").text(),
              field.get("type").constant(FeatureType.class),
              field.get("role").constant(FeatureRole.class)));
    }
    return new Schema(features);
  }

  private static FeatureProfile feature(JsonField field, Feature feature, long rows)
      throws ProfileFormatException {
    JsonField embedding = feature.type() == FeatureType.EMBEDDING ? field.get("embedding") : null;
    return new FeatureProfile(
        feature,
        rows,
        field.get("missing").whole(),
        field.get("wrongType").whole(),
        rules(field.get("rules")),
        embedding == null ? null : embedding(embedding));
  }

  private static ValueRules rules(JsonField field) throws ProfileFormatException {
    JsonField minimum = field.optional("minimum");
    JsonField maximum = field.optional("maximum");
    return new ValueRules(
        field.get("required").flag(),
        field.get("nanAllowed").flag(),
        minimum == null ? Double.NEGATIVE_INFINITY : minimum.number(),
        maximum == null ? Double.POSITIVE_INFINITY : maximum.number(),
        field.get("knownCategoriesOnly").flag());
  }

  private static EmbeddingProfile embedding(JsonField field) throws ProfileFormatException {
    int dimension = field.get("dimension").smallWhole();
    int followed = Math.min(dimension, EmbeddingAccumulator.MAX_DIMENSIONS);
    double[] means = field.get("means").base64(Base64Arrays::doubles);
    double[] variances = field.get("variances").base64(Base64Arrays::doubles);
    field.get("means").expect(means.length == followed, followed + " numbers");
    field.get("variances").expect(variances.length == followed, followed + " numbers");
    return new EmbeddingProfile(dimension, field.get("count").whole(), means, variances);
  }

  private static SeriesProfile series(JsonField field, Series of, ProfileLimits limits)
      throws ProfileFormatException {
    return of.isCategorical() ? categories(field) : numeric(field, of, limits);
  }

  private static CategoryCounts categories(JsonField field) throws ProfileFormatException {
    Map<String, Long> counts = new HashMap<>();
    for (Map.Entry<String, JsonField> member : field.get("categories").members().entrySet()) {
      counts.merge(ClassName.of(member.getKey()), member.getValue().whole(), Long::sum);
    }
    return new CategoryCounts(counts, field.get("other").whole());
  }

  private static NumericProfile numeric(JsonField field, Series of, ProfileLimits limits)
      throws ProfileFormatException {
    Moments moments = moments(field);
    List<double[]> levels = new ArrayList<>();
    for (JsonField level : field.get("sketch").elements()) {
      levels.add(level.base64(Base64Arrays::doubles));
    }
    KllSketch sketch = KllSketch.restore(limits.sketchSize(), of.index(), levels);
    field.get("sketch").expect(sketch.count() == moments.count(), "of as many numbers as count");
    return new NumericProfile(
        moments,
        field.get("nan").whole(),
        field.get("infinite").whole(),
        sketch,
        bins(field.get("bins")));
  }

  private static Moments moments(JsonField field) throws ProfileFormatException {
    long count = field.get("count").whole();
    return count == 0
        ? new Moments()
        : Moments.restore(
            count,
            field.get("mean").number(),
            field.get("variance").number(),
            field.get("minimum").number(),
            field.get("maximum").number());
  }

  private static BinCounts bins(JsonField field) throws ProfileFormatException {
    double[] edges = field.get("edges").numbers();
    for (int i = 1; i < edges.length; i++) {
      field.get("edges").expect(edges[i - 1] < edges[i], "strictly rising");
    }
    long[] counts = field.get("counts").wholes();
    field.get("counts").expect(counts.length == edges.length + 1, "one more than edges");
    return new BinCounts(edges, counts);
  }

  private static @Nullable TextReference text(JsonField feature, ProfileLimits limits)
      throws ProfileFormatException {
    Vocabulary vocabulary = vocabulary(feature, limits);
    JsonField characters = feature.optional("characters");
    return vocabulary == null
        ? null
        : new TextReference(vocabulary, characters == null ? null : characters(characters));
  }

  private static CharacterModel characters(JsonField field) throws ProfileFormatException {
    try {
      return CharacterModel.restore(
          field.get("alphabet").base64(Base64Arrays::ints),
          field.get("grams").base64(Base64Arrays::ints),
          field.get("counts").base64(Base64Arrays::ints));
    } catch (IllegalArgumentException e) {
      throw new ProfileFormatException(field.path() + ": " + e.getMessage(), e);
    }
  }

  private static @Nullable Vocabulary vocabulary(JsonField feature, ProfileLimits limits)
      throws ProfileFormatException {
    JsonField field = feature.optional("vocabulary");
    if (field == null) {
      return null;
    }
    int[] tokens = field.get("tokens").base64(Base64Arrays::ints);
    long[] texts = field.get("texts").base64(Base64Arrays::longs);
    field.get("texts").expect(texts.length == tokens.length, "as many as tokens");
    Vocabulary vocabulary = new Vocabulary(limits.tokens());
    for (int i = 0; i < tokens.length; i++) {
      vocabulary.add(tokens[i], texts[i]);
    }
    return vocabulary;
  }
}
