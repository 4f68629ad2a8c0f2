package io.github.djlobservability.payload;

import io.github.djlobservability.payload.document.Document;
import io.github.djlobservability.payload.document.NotReadException;
import io.github.djlobservability.payload.document.TableText;
import io.github.djlobservability.payload.document.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads predictions of a table's rows, with names or without. Thread-safe. */
final class PredictionTable {
  private final PredictionShapes shapes;

  PredictionTable(PredictionShapes shapes) {
    this.shapes = shapes;
  }

  /** Returns one prediction for each item; null if the table doesn't tell. */
  @Nullable List<ItemPrediction> read(Document.Table table, int items) throws NotReadException {
    List<List<String>> rows = table.rows();
    if (rows.size() == items + 1) {
      return all(rows.subList(1, rows.size()), rows.get(0));
    }
    if (rows.size() == items) {
      return all(rows, List.of());
    }
    boolean flat = rows.size() == 1 && rows.get(0).size() == items;
    return flat ? shapes.all(values(rows.get(0)), items) : null;
  }

  private @Nullable List<ItemPrediction> all(List<List<String>> rows, List<String> names)
      throws NotReadException {
    List<ItemPrediction> all = new ArrayList<>();
    for (List<String> row : rows) {
      ItemPrediction one = names.isEmpty() ? unnamed(row) : shapes.one(object(names, row));
      if (one == null) {
        return null;
      }
      all.add(one);
    }
    return all;
  }

  /** Returns a class and its score, or as many numbers as classes, or a value alone. */
  private @Nullable ItemPrediction unnamed(List<String> row) throws NotReadException {
    Values values = values(row);
    if (row.size() == 2 && values.get(1) instanceof Double score && isClass(values.get(0), score)) {
      return ItemPrediction.of(values.get(0)).asClass().withScore(score);
    }
    return shapes.one(values);
  }

  /** A text is a class; so is a whole number beside what may be its score. */
  private static boolean isClass(@Nullable Object value, double score) {
    if (value instanceof Double number) {
      return number == Math.rint(number) && score >= 0 && score <= 1 && number + score != 1;
    }
    return value instanceof String;
  }

  private static Map<String, @Nullable Object> object(List<String> names, List<String> row) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    Values values = values(row);
    for (int i = 0; i < row.size(); i++) {
      object.put(names.get(i).strip(), values.get(i));
    }
    return object;
  }

  private static Values values(List<String> row) {
    List<@Nullable Object> values = new ArrayList<>();
    for (String field : row) {
      String text = field.strip();
      values.add(
          TableText.isNumber(text) ? (Object) Numbers.parse(text) : text.isEmpty() ? null : text);
    }
    return Values.of(values);
  }
}
