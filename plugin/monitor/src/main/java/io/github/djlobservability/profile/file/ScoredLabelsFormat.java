package io.github.djlobservability.profile.file;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.djlobservability.payload.ClassName;
import io.github.djlobservability.profile.score.ScoreCell;
import io.github.djlobservability.profile.score.ScoredLabels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Writes and reads how scores and labels of all rows go together. Stateless. */
final class ScoredLabelsFormat {

  private ScoredLabelsFormat() {}

  static void write(JsonGenerator json, ScoredLabels labels) throws IOException {
    json.writeStartObject();
    json.writeNumberField("shift", labels.shift());
    json.writeArrayFieldStart("classes");
    for (String name : labels.classes()) {
      json.writeString(name);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("confusion");
    for (long[] row : labels.confusion()) {
      json.writeArray(row, 0, row.length);
    }
    json.writeEndArray();
    write(json, "said", labels.said());
    write(json, "each", labels.each());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String name, List<List<ScoreCell>> all)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (List<ScoreCell> of : all) {
      json.writeStartObject();
      json.writeStringField(
          "low", Base64Arrays.encode(of.stream().mapToDouble(ScoreCell::low).toArray()));
      json.writeStringField(
          "high", Base64Arrays.encode(of.stream().mapToDouble(ScoreCell::high).toArray()));
      json.writeStringField(
          "rows", Base64Arrays.encode(of.stream().mapToLong(ScoreCell::rows).toArray()));
      json.writeStringField(
          "right", Base64Arrays.encode(of.stream().mapToLong(ScoreCell::right).toArray()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static ScoredLabels read(JsonField field) throws ProfileFormatException {
    List<JsonField> rows = field.get("confusion").elements();
    long[][] confusion = new long[rows.size()][];
    for (int i = 0; i < confusion.length; i++) {
      confusion[i] = rows.get(i).wholes();
    }
    List<String> classes = field.get("classes").texts().stream().map(ClassName::of).toList();
    try {
      return new ScoredLabels(
          field.get("shift").smallWhole(),
          classes,
          confusion,
          cells(field.get("said")),
          cells(field.get("each")));
    } catch (IllegalArgumentException e) {
      throw new ProfileFormatException(field.path() + ": " + e.getMessage(), e);
    }
  }

  private static List<List<ScoreCell>> cells(JsonField field) throws ProfileFormatException {
    List<List<ScoreCell>> all = new ArrayList<>();
    for (JsonField of : field.elements()) {
      double[] low = of.get("low").base64(Base64Arrays::doubles);
      double[] high = of.get("high").base64(Base64Arrays::doubles);
      long[] rows = of.get("rows").base64(Base64Arrays::longs);
      long[] right = of.get("right").base64(Base64Arrays::longs);
      boolean same = high.length == low.length && rows.length == low.length;
      of.expect(same && right.length == low.length, "four numbers a cell");
      List<ScoreCell> cells = new ArrayList<>();
      for (int i = 0; i < low.length; i++) {
        cells.add(new ScoreCell(low[i], high[i], rows[i], right[i]));
      }
      all.add(cells);
    }
    return all;
  }
}
