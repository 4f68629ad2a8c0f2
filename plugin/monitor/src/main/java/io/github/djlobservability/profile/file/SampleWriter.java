package io.github.djlobservability.profile.file;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.djlobservability.payload.Aspect;
import io.github.djlobservability.payload.TensorSummary;
import io.github.djlobservability.payload.text.TextFigure;
import io.github.djlobservability.payload.text.TextStatistics;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.Row;
import io.github.djlobservability.profile.RowSample;
import io.github.djlobservability.profile.SampledRow;
import io.github.djlobservability.profile.Schema;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the sampled rows of a profile, column by column. */
final class SampleWriter {

  private final JsonGenerator json;

  SampleWriter(JsonGenerator json) {
    this.json = json;
  }

  void write(Schema schema, RowSample sample) throws IOException {
    List<SampledRow> rows = sample.rows();
    json.writeObjectFieldStart("sample");
    json.writeStringField(
        "rowNumbers",
        Base64Arrays.encode(rows.stream().mapToLong(SampledRow::rowNumber).toArray()));
    json.writeStringField(
        "priorities", Base64Arrays.encode(rows.stream().mapToLong(SampledRow::priority).toArray()));
    long[] times = sample.times();
    if (times != null) {
      json.writeStringField("times", Base64Arrays.encode(times));
    }
    json.writeArrayFieldStart("columns");
    for (int i = 0; i < schema.size(); i++) {
      json.writeStartArray();
      for (SampledRow sampled : rows) {
        cell(sampled.row(), i);
      }
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeObjectFieldStart("texts");
    for (int i = 0; i < schema.size(); i++) {
      if (schema.feature(i).type() == FeatureType.TEXT) {
        figures(schema.feature(i).name(), i, rows);
      }
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void figures(String name, int feature, List<SampledRow> rows) throws IOException {
    json.writeObjectFieldStart(name);
    for (TextFigure figure : TextFigure.values()) {
      float[] values = new float[rows.size()];
      boolean any = false;
      for (int i = 0; i < values.length && figure.isKept(); i++) {
        TextStatistics text = rows.get(i).row().text(feature);
        values[i] = text == null ? Float.NaN : (float) text.figure(figure);
        any |= !Float.isNaN(values[i]) && (values[i] != 0 || !figure.isPersonalKind());
      }
      if (any) {
        json.writeStringField(figure.label(), Base64Arrays.encode(values));
      }
    }
    json.writeEndObject();
  }

  private void cell(Row row, int feature) throws IOException {
    if (row.isMissing(feature)) {
      json.writeNull();
    } else if (row.isWrongType(feature)) {
      // What it was stays out: it may be anything, a secret too.
      json.writeStartObject();
      json.writeBooleanField("wrongType", true);
      json.writeEndObject();
    } else {
      value(row, feature);
    }
  }

  private void value(Row row, int feature) throws IOException {
    switch (row.schema().feature(feature).type()) {
      case NUMERIC -> json.writeNumber(row.number(feature));
      case BOOLEAN -> json.writeBoolean(row.number(feature) != 0);
      case CATEGORICAL -> json.writeString(row.category(feature));
      case TEXT -> text(row.text(feature));
      case EMBEDDING -> embedding(row.embedding(feature));
      case TENSOR_SUMMARY -> tensor(row.tensor(feature));
    }
  }

  private void text(@Nullable TextStatistics text) throws IOException {
    if (text != null) {
      json.writeStartArray();
      json.writeNumber(text.length());
      json.writeNumber(text.tokens());
      json.writeString(text.script());
      json.writeString(Base64Arrays.encode(text.tokenHashes()));
      json.writeEndArray();
    }
  }

  private void embedding(float @Nullable [] vector) throws IOException {
    if (vector != null) {
      json.writeString(Base64Arrays.encode(vector));
    }
  }

  private void tensor(@Nullable TensorSummary tensor) throws IOException {
    if (tensor != null) {
      json.writeStartArray();
      for (Aspect aspect : FeatureType.TENSOR_SUMMARY.aspects()) {
        json.writeNumber(tensor.get(aspect));
      }
      json.writeEndArray();
    }
  }
}
