package io.github.djlobservability.payload;

import io.github.djlobservability.payload.document.Values;
import io.github.djlobservability.payload.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One value, or several, of each of many items.
 *
 * @param name null if it was sent without one
 * @param values one element for each item
 * @param table whether the values of a row are fields one by one, as in a tensor; else they are a
 *     vector
 */
record Column(@Nullable String name, Values values, boolean table) {

  /** So NumPy calls arrays that have no name: {@code arr_0}, {@code arr_1}, ... */
  private static final String UNNAMED = "arr_";

  static List<Column> of(List<Tensor> tensors) {
    List<Column> columns = new ArrayList<>(tensors.size());
    for (Tensor tensor : tensors) {
      String name = tensor.name();
      boolean named = name != null && !name.startsWith(UNNAMED);
      columns.add(new Column(named ? name : null, Values.of(tensor), true));
    }
    return columns;
  }

  /** Returns the value of an item; an array of one element is that element. */
  @Nullable Object get(int item) {
    Object value = values.get(item);
    return value instanceof Values inner && inner.size() == 1 && !inner.isNested()
        ? inner.get(0)
        : value;
  }

  /** Returns how many values each item has. */
  int width() {
    return values.size() > 0 && get(0) instanceof Values inner ? inner.size() : 1;
  }
}
