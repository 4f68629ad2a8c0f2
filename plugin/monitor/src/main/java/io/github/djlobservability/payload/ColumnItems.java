package io.github.djlobservability.payload;

import io.github.djlobservability.payload.document.NotReadException;
import io.github.djlobservability.payload.document.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes items of columns: tensors, or dictionaries of arrays. Thread-safe.
 *
 * <p>Columns whose names the reference has, or that no reference is there for, are fields. Columns
 * without names, and those of which the reference knows none, are put side by side, and their
 * values named by their positions. Columns with another number of rows than the first belong to no
 * item.
 */
final class ColumnItems {
  private final ExpectedFields expected;
  private final ItemMaker maker;
  private final Flattening flattening;

  ColumnItems(ExpectedFields expected, ItemMaker maker) {
    this.expected = expected;
    this.maker = maker;
    this.flattening = maker.flattening();
  }

  /** Returns whether the columns' names say what the values are. */
  boolean areNamed(List<Column> columns) {
    boolean known = false;
    for (Column column : columns) {
      if (column.name() == null) {
        return false;
      }
      known |= expected.knows(column.name());
    }
    return known || (expected.isEmpty() && maker.positions() == 0);
  }

  List<Fields> of(List<Column> columns) throws NotReadException {
    List<Column> alike = new ArrayList<>();
    for (Column column : columns) {
      if (column.values().size() == columns.get(0).values().size()) {
        alike.add(column);
      }
    }
    return areNamed(alike) ? named(alike) : positional(alike);
  }

  private List<Fields> named(List<Column> columns) throws NotReadException {
    List<Fields> items = new ArrayList<>();
    for (int i = 0; i < columns.get(0).values().size(); i++) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      for (Column column : columns) {
        put(fields, column, column.get(i));
      }
      items.add(new Fields(fields, false));
    }
    return items;
  }

  private void put(Map<String, @Nullable Object> fields, Column column, @Nullable Object value)
      throws NotReadException {
    String name = String.valueOf(column.name());
    if (!(value instanceof Values row) || !areFields(column, name, row)) {
      flattening.put(fields, name, value);
      return;
    }
    for (int i = 0; i < row.size(); i++) {
      flattening.put(fields, name + "[" + i + "]", row.get(i));
    }
  }

  private boolean areFields(Column column, String name, Values row) {
    return column.table()
        && !row.isNested()
        && row.size() <= ItemMaker.MAX_POSITIONS
        && expected.kind(name) == null;
  }

  private List<Fields> positional(List<Column> columns) throws NotReadException {
    int width = 0;
    for (Column column : columns) {
      width += column.width();
    }
    boolean fits = maker.positions() == 0 || width == maker.positions();
    if (columns.size() > 1 && !fits && columns.get(0).name() != null) {
      // Names that the reference does not know tell more than a number of values that is wrong.
      return named(columns);
    }
    List<Fields> items = new ArrayList<>();
    for (int i = 0; i < columns.get(0).values().size(); i++) {
      items.add(maker.positional(sideBySide(columns, i)));
    }
    return items;
  }

  private static Values sideBySide(List<Column> columns, int item) {
    Object first = columns.get(0).get(item);
    if (columns.size() == 1 && first instanceof Values only) {
      return only;
    }
    List<@Nullable Object> values = new ArrayList<>();
    for (Column column : columns) {
      Object value = column.get(item);
      if (value instanceof Values several && !several.isNested()) {
        for (int i = 0; i < several.size(); i++) {
          values.add(several.get(i));
        }
      } else {
        values.add(value);
      }
    }
    return Values.of(values);
  }
}
