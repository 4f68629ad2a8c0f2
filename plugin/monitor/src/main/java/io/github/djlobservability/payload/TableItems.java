package io.github.djlobservability.payload;

import io.github.djlobservability.payload.document.Document;
import io.github.djlobservability.payload.document.NotReadException;
import io.github.djlobservability.payload.document.TableText;
import io.github.djlobservability.payload.document.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes items of the rows of a table; an empty value is missing. Thread-safe.
 *
 * <p>The first row has names if the content type says so, or the reference has one of them; else if
 * none of its values is a number and one of a later row is, or one is a name that DJL's handlers
 * look for.
 */
final class TableItems {
  private static final Set<String> HANDLERS_NAMES = Set.of("inputs", "question", "context");

  private final ExpectedFields expected;
  private final ItemMaker maker;

  TableItems(ExpectedFields expected, ItemMaker maker) {
    this.expected = expected;
    this.maker = maker;
  }

  List<Fields> items(Document.Table table) throws NotReadException {
    List<List<String>> rows = table.rows();
    Boolean told = table.header();
    boolean header = told == null ? hasNames(rows) : told;
    List<Fields> items = new ArrayList<>(rows.size());
    for (List<String> row : rows.subList(header ? 1 : 0, rows.size())) {
      items.add(header ? named(rows.get(0), row) : maker.positional(values(row), true));
    }
    return items;
  }

  private boolean hasNames(List<List<String>> rows) {
    if (expected.knowsAnyOf(rows.get(0))) {
      return true;
    }
    return rows.get(0).stream().anyMatch(name -> HANDLERS_NAMES.contains(name.strip()))
        || (!hasNumber(rows.get(0)) && rows.stream().anyMatch(TableItems::hasNumber));
  }

  private static boolean hasNumber(List<String> row) {
    return row.stream().anyMatch(TableText::isNumber);
  }

  private Fields named(List<String> names, List<String> row) throws NotReadException {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < row.size(); i++) {
      String name = names.get(i).strip();
      maker.flattening().check(fields, name);
      fields.put(name, value(row.get(i)));
    }
    return new Fields(fields, true);
  }

  private static Values values(List<String> row) {
    List<@Nullable Object> values = new ArrayList<>(row.size());
    for (String field : row) {
      values.add(value(field));
    }
    return Values.of(values);
  }

  private static @Nullable String value(String field) {
    return field.isBlank() ? null : field.strip();
  }
}
