package io.github.djlobservability.payload.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An array of any values. */
record ListValues(List<? extends @Nullable Object> list) implements Values {

  @Override
  public int size() {
    return list.size();
  }

  @Override
  public @Nullable Object get(int index) {
    return list.get(index);
  }

  @Override
  public boolean isNumeric() {
    for (Object value : list) {
      if (!(value instanceof Number)) {
        return false;
      }
    }
    return !list.isEmpty();
  }

  @Override
  public String toString() {
    return list.toString();
  }
}
