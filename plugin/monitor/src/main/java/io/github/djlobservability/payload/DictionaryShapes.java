package io.github.djlobservability.payload;

import io.github.djlobservability.payload.ExpectedFields.Kind;
import io.github.djlobservability.payload.document.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether an object's arrays and objects are columns or rows of a data frame. Thread-safe.
 */
final class DictionaryShapes {
  /** Longer arrays of numbers are vectors, unless the reference says otherwise. */
  private static final int MAX_ROWS_UNKNOWN = 64;

  private final ExpectedFields expected;

  DictionaryShapes(ExpectedFields expected) {
    this.expected = expected;
  }

  /** Returns the columns that an object's arrays are; null if they are none. */
  @Nullable List<Column> columns(Map<?, ?> object) {
    int rows = rowsOfKnown(object);
    List<Column> columns = new ArrayList<>();
    for (Map.Entry<?, ?> member : object.entrySet()) {
      int size = member.getValue() instanceof Values values ? values.size() : 0;
      boolean fits = size > 0 && (columns.isEmpty() || size == columns.get(0).values().size());
      if (rows > 1 ? size == rows : fits) {
        columns.add(new Column(String.valueOf(member.getKey()), (Values) member.getValue(), false));
      } else if (rows <= 1) {
        return null;
      }
    }
    return !columns.isEmpty() && areColumns(columns) ? columns : null;
  }

  /**
   * Returns how many values each of the members has that the reference has as single values, so
   * that what stands beside them, such as an id of the request, is no column; 0 if they differ.
   */
  private int rowsOfKnown(Map<?, ?> object) {
    int rows = 0;
    for (Map.Entry<?, ?> member : object.entrySet()) {
      if (expected.kind(String.valueOf(member.getKey())) == Kind.VALUE) {
        int size = member.getValue() instanceof Values values ? values.size() : 0;
        if (size == 0 || (rows > 0 && size != rows)) {
          return 0;
        }
        rows = size;
      }
    }
    return rows;
  }

  private boolean areColumns(List<Column> columns) {
    boolean objects = false;
    boolean numbers = true;
    boolean known = false;
    for (Column column : columns) {
      Kind kind = expected.kind(String.valueOf(column.name()));
      known |= expected.knows(String.valueOf(column.name()));
      if (kind == Kind.VALUE || (kind == Kind.VECTOR && column.values().isNested())) {
        return true;
      }
      objects |= column.values().get(0) instanceof Map<?, ?>;
      numbers &= column.values().isNumeric();
    }
    boolean few = !numbers || columns.get(0).values().size() <= MAX_ROWS_UNKNOWN;
    return !known && columns.size() > 1 && !objects && few;
  }

  /** Returns the rows that an object's objects are; null if they are none. */
  @Nullable List<Map<String, @Nullable Object>> rows(Map<?, ?> object) {
    List<Map<?, ?>> inner = new ArrayList<>();
    for (Object member : object.values()) {
      if (!(member instanceof Map<?, ?> one) || one.isEmpty()) {
        return null;
      }
      inner.add(one);
    }
    if (inner.isEmpty()
        || !inner.stream().allMatch(i -> i.keySet().equals(inner.get(0).keySet()))) {
      return null;
    }
    if (areColumnsByIndex(object, inner.get(0))) {
      return transposed(object, inner.get(0));
    }
    return areRowsByIndex(object, inner.get(0)) ? copies(inner) : null;
  }

  /** {@code orient="columns"} of pandas's: each column an object of values by the row's index. */
  private boolean areColumnsByIndex(Map<?, ?> object, Map<?, ?> first) {
    if (expected.isEmpty()) {
      return areIndices(first);
    }
    return object.keySet().stream().anyMatch(k -> expected.kind(String.valueOf(k)) == Kind.VALUE);
  }

  /** {@code orient="index"} of pandas's: each row an object of values by the column's name. */
  private boolean areRowsByIndex(Map<?, ?> object, Map<?, ?> first) {
    return expected.isEmpty() ? areIndices(object) : Wrappers.hasNames(first, expected);
  }

  private static boolean areIndices(Map<?, ?> object) {
    return object.keySet().stream()
        .allMatch(key -> String.valueOf(key).chars().allMatch(Character::isDigit));
  }

  private static List<Map<String, @Nullable Object>> transposed(Map<?, ?> object, Map<?, ?> first) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (Object index : first.keySet()) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      for (Map.Entry<?, ?> column : object.entrySet()) {
        if (column.getValue() instanceof Map<?, ?> values) {
          row.put(String.valueOf(column.getKey()), values.get(index));
        }
      }
      rows.add(row);
    }
    return rows;
  }

  private static List<Map<String, @Nullable Object>> copies(List<Map<?, ?>> rows) {
    List<Map<String, @Nullable Object>> copies = new ArrayList<>();
    for (Map<?, ?> row : rows) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      row.forEach((name, value) -> copy.put(String.valueOf(name), value));
      copies.add(copy);
    }
    return copies;
  }
}
