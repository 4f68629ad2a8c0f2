package io.github.djlobservability.samples.employment;

import com.google.gson.JsonObject;
import java.util.EnumMap;

/** Rows for tests. */
public final class Rows {

  private Rows() {}

  /** Returns a row whose every column has the smallest value it allows. */
  static EnumMap<CensusColumn, Double> smallest() {
    EnumMap<CensusColumn, Double> values = new EnumMap<>(CensusColumn.class);
    for (CensusColumn column : CensusColumn.values()) {
      values.put(column, (double) column.minimum());
    }
    return values;
  }

  /** Returns {@link #smallest()} as a client writes it. */
  static JsonObject smallestJson() {
    return json(new CensusRow(smallest()));
  }

  /** Returns a row as a client writes it. */
  public static JsonObject json(CensusRow row) {
    JsonObject object = new JsonObject();
    for (CensusColumn column : CensusColumn.values()) {
      object.addProperty(column.name(), row.value(column));
    }
    return object;
  }
}
