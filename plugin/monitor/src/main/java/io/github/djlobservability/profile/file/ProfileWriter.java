package io.github.djlobservability.profile.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.djlobservability.payload.text.CharacterModel;
import io.github.djlobservability.payload.text.TextReference;
import io.github.djlobservability.payload.text.Vocabulary;
import io.github.djlobservability.profile.CategoryCounts;
import io.github.djlobservability.profile.EmbeddingProfile;
import io.github.djlobservability.profile.FeatureProfile;
import io.github.djlobservability.profile.LeftOut;
import io.github.djlobservability.profile.NumericProfile;
import io.github.djlobservability.profile.ProfileLimits;
import io.github.djlobservability.profile.Provenance;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Series;
import io.github.djlobservability.profile.SeriesProfile;
import io.github.djlobservability.profile.ValueRules;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one profile as JSON. */
final class ProfileWriter implements AutoCloseable {

  private final JsonGenerator json;

  ProfileWriter(JsonFactory factory, OutputStream out) throws IOException {
    json = factory.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
  }

  @Override
  public void close() throws IOException {
    json.close();
  }

  void write(ReferenceProfile profile) throws IOException {
    json.writeStartObject();
    json.writeStringField("format", ProfileFile.FORMAT);
    json.writeNumberField("version", ProfileFile.VERSION);
    provenance(profile.provenance());
    limits(profile.limits());
    json.writeNumberField("rows", profile.rowCount());
    json.writeArrayFieldStart("features");
    for (int i = 0; i < profile.schema().size(); i++) {
      feature(profile, i);
    }
    json.writeEndArray();
    new SampleWriter(json).write(profile.schema(), profile.sample());
    if (profile.scoredLabels() != null) {
      json.writeFieldName("scoredLabels");
      ScoredLabelsFormat.write(json, profile.scoredLabels());
    }
    json.writeEndObject();
  }

  private void provenance(Provenance provenance) throws IOException {
    json.writeObjectFieldStart("provenance");
    json.writeStringField("createdAt", provenance.createdAt().toString());
    json.writeStringField("createdBy", provenance.createdBy());
    json.writeArrayFieldStart("sources");
    for (String source : provenance.sources()) {
      json.writeString(source);
    }
    json.writeEndArray();
    json.writeStringField("modelName", provenance.modelName());
    json.writeStringField("modelVersion", provenance.modelVersion());
    json.writeBooleanField("timeOrdered", provenance.timeOrdered());
    json.writeObjectFieldStart("leftOut");
    for (Map.Entry<String, LeftOut> entry : provenance.leftOut().entrySet()) {
      json.writeStringField(entry.getKey(), lowerCase(entry.getValue()));
    }
    json.writeEndObject();
    if (provenance.valuesKey() != null) {
      json.writeStringField("valuesKey", provenance.valuesKey());
    }
    json.writeEndObject();
  }

  private void limits(ProfileLimits limits) throws IOException {
    json.writeObjectFieldStart("limits");
    json.writeNumberField("sampleRows", limits.sampleRows());
    json.writeNumberField("sampleValues", limits.sampleValues());
    json.writeNumberField("sketchSize", limits.sketchSize());
    json.writeNumberField("categories", limits.categories());
    json.writeNumberField("tokens", limits.tokens());
    json.writeNumberField("bins", limits.bins());
    json.writeEndObject();
  }

  private void feature(ReferenceProfile profile, int index) throws IOException {
    FeatureProfile feature = profile.feature(index);
    json.writeStartObject();
    json.writeStringField("name", feature.feature().name());
    json.writeStringField("type", lowerCase(feature.feature().type()));
    json.writeStringField("role", lowerCase(feature.feature().role()));
    json.writeNumberField("missing", feature.missing());
    json.writeNumberField("wrongType", feature.wrongType());
    rules(feature.rules());
    json.writeObjectFieldStart("series");
    for (Series series : profile.schema().seriesOf(index)) {
      json.writeFieldName(series.aspect().label());
      series(profile.series(series));
    }
    json.writeEndObject();
    embedding(feature.embedding());
    text(profile.text(index));
    json.writeEndObject();
  }

  private void rules(ValueRules rules) throws IOException {
    json.writeObjectFieldStart("rules");
    json.writeBooleanField("required", rules.required());
    json.writeBooleanField("nanAllowed", rules.nanAllowed());
    bound("minimum", rules.minimum());
    bound("maximum", rules.maximum());
    json.writeBooleanField("knownCategoriesOnly", rules.knownCategoriesOnly());
    json.writeEndObject();
  }

  private void bound(String name, double value) throws IOException {
    if (Double.isInfinite(value)) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, value);
    }
  }

  private void series(SeriesProfile series) throws IOException {
    json.writeStartObject();
    if (series instanceof NumericProfile numeric) {
      numeric(numeric);
    } else if (series instanceof CategoryCounts categories) {
      json.writeObjectFieldStart("categories");
      for (Map.Entry<String, Long> entry : categories.counts().entrySet()) {
        json.writeNumberField(entry.getKey(), entry.getValue());
      }
      json.writeEndObject();
      json.writeNumberField("other", categories.other());
    }
    json.writeEndObject();
  }

  private void numeric(NumericProfile numeric) throws IOException {
    json.writeNumberField("count", numeric.count());
    json.writeNumberField("nan", numeric.nanCount());
    json.writeNumberField("infinite", numeric.infiniteCount());
    if (numeric.count() > 0) {
      json.writeNumberField("mean", numeric.mean());
      json.writeNumberField("variance", numeric.variance());
      json.writeNumberField("minimum", numeric.minimum());
      json.writeNumberField("maximum", numeric.maximum());
    }
    json.writeObjectFieldStart("bins");
    json.writeFieldName("edges");
    double[] edges = numeric.bins().edges();
    json.writeArray(edges, 0, edges.length);
    json.writeFieldName("counts");
    long[] counts = numeric.bins().counts();
    json.writeArray(counts, 0, counts.length);
    json.writeEndObject();
    json.writeArrayFieldStart("sketch");
    for (double[] level : numeric.sketch().levels()) {
      json.writeString(Base64Arrays.encode(level));
    }
    json.writeEndArray();
  }

  private void embedding(@Nullable EmbeddingProfile embedding) throws IOException {
    if (embedding == null) {
      return;
    }
    json.writeObjectFieldStart("embedding");
    json.writeNumberField("dimension", embedding.dimension());
    json.writeNumberField("count", embedding.count());
    json.writeStringField("means", Base64Arrays.encode(embedding.means()));
    json.writeStringField("variances", Base64Arrays.encode(embedding.variances()));
    json.writeEndObject();
  }

  private void text(@Nullable TextReference text) throws IOException {
    if (text == null) {
      return;
    }
    vocabulary(text.vocabulary());
    CharacterModel characters = text.characters();
    if (characters != null) {
      json.writeObjectFieldStart("characters");
      json.writeStringField("alphabet", Base64Arrays.encode(characters.alphabet()));
      json.writeStringField("grams", Base64Arrays.encode(characters.grams()));
      json.writeStringField("counts", Base64Arrays.encode(characters.counts()));
      json.writeEndObject();
    }
  }

  private void vocabulary(Vocabulary vocabulary) throws IOException {
    List<Map.Entry<Integer, Long>> entries =
        vocabulary.texts().entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
    json.writeObjectFieldStart("vocabulary");
    json.writeStringField(
        "tokens", Base64Arrays.encode(entries.stream().mapToInt(Map.Entry::getKey).toArray()));
    json.writeStringField(
        "texts", Base64Arrays.encode(entries.stream().mapToLong(Map.Entry::getValue).toArray()));
    json.writeEndObject();
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
