package io.github.djlobservability.samples.employment;

import java.util.EnumMap;
import java.util.Map;

/** One person: a value for each {@link CensusColumn}, each of them allowed there. Immutable. */
public final class CensusRow {

  private final EnumMap<CensusColumn, Double> values;

  /**
   * Makes a row.
   *
   * @param values a value for each column
   * @throws IllegalArgumentException if a column has no value, or one that it does not allow
   */
  public CensusRow(Map<CensusColumn, Double> values) {
    for (CensusColumn column : CensusColumn.values()) {
      Double value = values.get(column);
      if (value == null || !column.allows(value)) {
        throw new IllegalArgumentException(
            "Column " + column + ": expected " + column.allowed() + ", got " + value + ".");
      }
    }
    this.values = new EnumMap<>(values);
  }

  /** Returns the value of a column. */
  public double value(CensusColumn column) {
    Double value = values.get(column);
    if (value == null) {
      throw new AssertionError("A row has every column.");
    }
    return value;
  }

  /** Returns the code of a column that holds codes. */
  public int code(CensusColumn column) {
    return (int) value(column);
  }
}
