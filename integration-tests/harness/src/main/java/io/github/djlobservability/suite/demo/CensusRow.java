package io.github.djlobservability.suite.demo;

import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One person of the census, as the employment model takes it. Immutable.
 *
 * @param values of the model's columns, by their names
 */
public record CensusRow(Map<String, Integer> values) {

  private static final String AGE = "AGEP";

  /** The census has nobody older: it gives higher ages as this one. */
  private static final int OLDEST = 95;

  public CensusRow {
    if (!values.containsKey(AGE)) {
      throw new IllegalArgumentException("there is no column " + AGE + " among " + values.keySet());
    }
    values = new LinkedHashMap<>(values);
  }

  /** Returns the same answers from someone older, by up to that many years. */
  public CensusRow older(int years) {
    Map<String, Integer> changed = new LinkedHashMap<>(values);
    changed.merge(AGE, years, (age, more) -> Math.max(age, Math.min(OLDEST, age + more)));
    return new CensusRow(changed);
  }

  /** Returns the row as the model reads it. */
  public JsonObject json() {
    JsonObject json = new JsonObject();
    values.forEach(json::addProperty);
    return json;
  }
}
