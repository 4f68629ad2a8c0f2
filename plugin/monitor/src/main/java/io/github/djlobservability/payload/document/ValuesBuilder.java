package io.github.djlobservability.payload.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the elements of an array, in 8 bytes each as long as all are doubles. */
final class ValuesBuilder {
  private double[] numbers = new double[4];
  private int count;
  private @Nullable List<@Nullable Object> others;

  void add(@Nullable Object value) {
    if (others == null && value instanceof Double number) {
      add(number.doubleValue());
      return;
    }
    List<@Nullable Object> list = others == null ? boxed() : others;
    list.add(value);
    others = list;
  }

  void add(double number) {
    if (others != null) {
      others.add(number);
      return;
    }
    if (count == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * count);
    }
    numbers[count++] = number;
  }

  private List<@Nullable Object> boxed() {
    List<@Nullable Object> list = new ArrayList<>(count + 1);
    for (int i = 0; i < count; i++) {
      list.add(numbers[i]);
    }
    return list;
  }

  Values build() {
    return others == null
        ? new NumberValues(Arrays.copyOf(numbers, count))
        : new ListValues(others);
  }
}
