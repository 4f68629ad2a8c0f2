package io.github.djlobservability.payload;

import io.github.djlobservability.payload.document.NotRead;
import io.github.djlobservability.payload.document.NotReadException;
import io.github.djlobservability.payload.document.Values;
import io.github.djlobservability.payload.tensor.Elements;
import io.github.djlobservability.payload.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads tensors that are written as JSON: those of the open inference protocol (KServe v2), {@code
 * {"name", "shape", "datatype", "data"}}, and DJL's, {@code {"key", "value"}}. Stateless.
 */
final class JsonTensors {

  private JsonTensors() {}

  /** Returns the columns that an array of tensors has; null if it is no array of tensors. */
  static @Nullable List<Column> columns(Values values) throws NotReadException {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Column column = values.get(i) instanceof Map<?, ?> object ? column(object) : null;
      if (column == null) {
        return null;
      }
      columns.add(column);
    }
    return columns.isEmpty() ? null : columns;
  }

  private static @Nullable Column column(Map<?, ?> object) throws NotReadException {
    Object name = object.get("name");
    if (object.containsKey("datatype") && object.get("shape") instanceof Values shape) {
      Tensor tensor = tensor(String.valueOf(name), lengths(shape), object.get("data"));
      return new Column(tensor.name(), Values.of(tensor), true);
    }
    boolean pair = object.size() == 2 && object.get("key") instanceof String;
    return pair && object.get("value") instanceof Values values
        ? new Column(String.valueOf(object.get("key")), values, true)
        : null;
  }

  private static int[] lengths(Values shape) throws NotReadException {
    int[] lengths = new int[shape.size()];
    for (int i = 0; i < lengths.length; i++) {
      if (!(shape.get(i) instanceof Double length) || length < 0 || length != Math.rint(length)) {
        throw new NotReadException(NotRead.MALFORMED, "a tensor's shape has no length at " + i);
      }
      lengths[i] = length.intValue();
    }
    return lengths;
  }

  private static Tensor tensor(String name, int[] shape, @Nullable Object data)
      throws NotReadException {
    if (!(data instanceof Values values)) {
      throw new NotReadException(
          NotRead.TYPE,
          "the tensor " + name + " has no data in JSON; binary data is not read",
          "a tensor has no data in JSON; binary data is not read");
    }
    List<@Nullable Object> flat = new ArrayList<>();
    flatten(values, flat);
    try {
      return new Tensor(name, shape, Elements.of(flat));
    } catch (IllegalArgumentException e) {
      throw new NotReadException(
          NotRead.MALFORMED,
          "tensor " + name + ": " + e.getMessage(),
          "a tensor has not as many values as its shape says");
    }
  }

  private static void flatten(Values values, List<@Nullable Object> into) {
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      if (value instanceof Values inner) {
        flatten(inner, into);
      } else {
        into.add(value);
      }
    }
  }
}
