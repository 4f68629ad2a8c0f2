package io.github.djlobservability.profile.file;

import io.github.djlobservability.payload.TensorSummary;
import io.github.djlobservability.payload.text.TextFigure;
import io.github.djlobservability.payload.text.TextReference;
import io.github.djlobservability.payload.text.TextStatistics;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.RowBuilder;
import io.github.djlobservability.profile.RowSample;
import io.github.djlobservability.profile.SampledRow;
import io.github.djlobservability.profile.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the sampled rows of a profile. */
final class SampleReader {

  private final Schema schema;
  private final List<@Nullable TextReference> texts;
  private final Map<Integer, Map<TextFigure, float[]>> figures = new HashMap<>();
  private final Map<String, String> categories = new HashMap<>();

  SampleReader(Schema schema, List<@Nullable TextReference> texts) {
    this.schema = schema;
    this.texts = texts;
  }

  RowSample read(JsonField field) throws ProfileFormatException {
    long[] rowNumbers = field.get("rowNumbers").base64(Base64Arrays::longs);
    long[] priorities = field.get("priorities").base64(Base64Arrays::longs);
    field.get("priorities").expect(priorities.length == rowNumbers.length, "one a row");
    long[] times = times(field.optional("times"), rowNumbers.length);
    List<List<JsonField>> columns = columns(field.get("columns"), rowNumbers.length);
    figures.putAll(figures(field, rowNumbers.length));
    RowBuilder builder = new RowBuilder(schema);
    List<SampledRow> rows = new ArrayList<>(rowNumbers.length);
    for (int i = 0; i < rowNumbers.length; i++) {
      for (int feature = 0; feature < schema.size(); feature++) {
        cell(builder, feature, columns.get(feature).get(i), i);
      }
      rows.add(new SampledRow(rowNumbers[i], priorities[i], builder.build(), times[i]));
    }
    return new RowSample(rows);
  }

  /** Reads the figures of texts, which older profiles lack. */
  private Map<Integer, Map<TextFigure, float[]>> figures(JsonField sample, int rows)
      throws ProfileFormatException {
    Map<Integer, Map<TextFigure, float[]>> all = new HashMap<>();
    JsonField field = sample.optional("texts");
    if (field == null) {
      return all;
    }
    for (Map.Entry<String, JsonField> member : field.members().entrySet()) {
      int feature = schema.indexOf(member.getKey());
      Map<TextFigure, float[]> own = new EnumMap<>(TextFigure.class);
      for (TextFigure figure : TextFigure.values()) {
        JsonField values = figure.isKept() ? member.getValue().optional(figure.label()) : null;
        if (values != null) {
          own.put(figure, values.base64(Base64Arrays::floats));
          values.expect(own.get(figure).length == rows, rows + " numbers");
        }
      }
      member.getValue().expect(feature >= 0, "figures of a feature");
      fillKinds(own);
      all.put(feature, own);
    }
    return all;
  }

  /** Kinds of personal data that no text has are not written. */
  private static void fillKinds(Map<TextFigure, float[]> figures) {
    float[] all = figures.get(TextFigure.PERSONAL);
    for (TextFigure figure : TextFigure.values()) {
      if (all != null && figure.isPersonalKind() && !figures.containsKey(figure)) {
        float[] none = new float[all.length];
        for (int i = 0; i < none.length; i++) {
          none[i] = Float.isNaN(all[i]) ? Float.NaN : 0;
        }
        figures.put(figure, none);
      }
    }
  }

  private TextStatistics measured(TextStatistics text, int feature, int place) {
    TextStatistics measured = text;
    for (Map.Entry<TextFigure, float[]> figure :
        figures.getOrDefault(feature, Map.of()).entrySet()) {
      measured = measured.with(figure.getKey(), figure.getValue()[place]);
    }
    TextReference reference = texts.get(feature);
    return reference == null ? measured : reference.vocabulary().comparedWithOthers(measured);
  }

  private static long[] times(@Nullable JsonField field, int rows) throws ProfileFormatException {
    if (field == null) {
      long[] unknown = new long[rows];
      Arrays.fill(unknown, SampledRow.NO_TIME);
      return unknown;
    }
    long[] times = field.base64(Base64Arrays::longs);
    field.expect(times.length == rows, "one a row");
    return times;
  }

  private List<List<JsonField>> columns(JsonField field, int rows) throws ProfileFormatException {
    List<List<JsonField>> columns = new ArrayList<>();
    for (JsonField column : field.elements()) {
      column.expect(column.elements().size() == rows, rows + " values");
      columns.add(column.elements());
    }
    field.expect(columns.size() == schema.size(), schema.size() + " columns");
    return columns;
  }

  private void cell(RowBuilder builder, int feature, JsonField field, int place)
      throws ProfileFormatException {
    if (field.node().isNull()) {
      builder.missing(feature);
    } else if (field.node().isObject()) {
      field.expect(field.get("wrongType").flag(), "a value or a wrong type");
      builder.wrong(feature, "");
    } else {
      value(builder, feature, field, place);
    }
  }

  private void value(RowBuilder builder, int feature, JsonField field, int place)
      throws ProfileFormatException {
    switch (schema.feature(feature).type()) {
      case NUMERIC -> builder.put(feature, field.number());
      case BOOLEAN -> builder.put(feature, field.flag());
      case CATEGORICAL -> builder.put(feature, shared(field.text()));
      case TEXT -> builder.put(feature, measured(text(field.elements(), field), feature, place));
      case EMBEDDING -> builder.put(feature, field.base64(Base64Arrays::floats));
      case TENSOR_SUMMARY -> builder.put(feature, tensor(field));
    }
  }

  /** The few categories stand in thousands of rows, and the parser makes a text for each. */
  private String shared(String category) {
    return categories.computeIfAbsent(category, own -> own);
  }

  private static TextStatistics text(List<JsonField> parts, JsonField field)
      throws ProfileFormatException {
    field.expect(parts.size() == 4, "length, tokens, script and hashes");
    return TextStatistics.restore(
        parts.get(0).smallWhole(),
        parts.get(1).smallWhole(),
        parts.get(2).text(),
        parts.get(3).base64(Base64Arrays::ints));
  }

  private static TensorSummary tensor(JsonField field) throws ProfileFormatException {
    double[] figures = field.numbers();
    field.expect(figures.length == FeatureType.TENSOR_SUMMARY.aspects().size(), "six numbers");
    return new TensorSummary(
        figures[0], figures[1], figures[2], figures[3], figures[4], figures[5]);
  }
}
