package io.github.djlobservability.observation;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the items of a payload. Stateless.
 *
 * <p>JSON: an object is one item; an array of objects is many; so is an object whose only member is
 * such an array ({@code instances}, {@code inputs}, ...). An item that is no object has one value:
 * {@value #VALUE}, or by position when it is an array of numbers. Tensors: by position.
 */
public final class PayloadReader {
  /** Name of the value of an item that is a single value. */
  public static final String VALUE = "value";

  /** An item with more numbers than this is one vector. */
  static final int MAX_POSITIONS = 256;

  private PayloadReader() {}

  /**
   * Returns the items of a payload, in order; none when there is nothing that can be read.
   *
   * @throws JsonParseException for what claims to be JSON and isn't
   */
  public static List<Fields> read(Payload payload) {
    if (payload instanceof Payload.Body body) {
      return read(body);
    }
    if (payload instanceof Payload.Both both) {
      List<Fields> items = read(both.body());
      return items.isEmpty() ? items(both.tensors()) : items;
    }
    if (payload instanceof Payload.Tensors tensors) {
      return items(tensors);
    }
    return List.of();
  }

  private static List<Fields> read(Payload.Body body) {
    String contentType = body.contentType();
    boolean declared =
        contentType != null && contentType.regionMatches(true, 0, "application/json", 0, 16);
    String text = new String(body.bytes(), body.charset());
    if (!declared && !beginsJson(text)) {
      return List.of();
    }
    try {
      return items(JsonParser.parseString(text));
    } catch (JsonParseException e) {
      if (declared) {
        throw e;
      }
      return List.of();
    }
  }

  /** Returns the name of a value that has a position alone. */
  public static String positionName(int index) {
    return "x" + index;
  }

  private static boolean beginsJson(String text) {
    String stripped = text.stripLeading();
    return stripped.startsWith("{") || stripped.startsWith("[");
  }

  private static List<Fields> items(JsonElement json) {
    JsonElement element = unwrapped(json);
    if (!element.isJsonArray() || isNumbers(element)) {
      return List.of(item(element));
    }
    List<Fields> items = new ArrayList<>();
    for (JsonElement row : element.getAsJsonArray()) {
      items.add(item(row));
    }
    return items;
  }

  /** Takes off an object that is there only to name an array. */
  private static JsonElement unwrapped(JsonElement json) {
    if (json.isJsonObject() && json.getAsJsonObject().size() == 1) {
      JsonElement only = json.getAsJsonObject().entrySet().iterator().next().getValue();
      if (only.isJsonArray() && !isNumbers(only)) {
        return only;
      }
    }
    return json;
  }

  private static Fields item(JsonElement element) {
    if (element.isJsonObject()) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      JsonObject object = element.getAsJsonObject();
      object.entrySet().forEach(member -> values.put(member.getKey(), value(member.getValue())));
      return new Fields(values);
    }
    Object value = value(element);
    return value instanceof float[] numbers
        ? positions(numbers, 0, numbers.length)
        : Fields.of(VALUE, value);
  }

  private static @Nullable Object value(JsonElement element) {
    if (element.isJsonNull()) {
      return null;
    }
    if (element.isJsonPrimitive()) {
      JsonPrimitive primitive = element.getAsJsonPrimitive();
      if (primitive.isNumber()) {
        return primitive.getAsDouble();
      }
      return primitive.isBoolean() ? (Object) primitive.getAsBoolean() : primitive.getAsString();
    }
    if (isNumbers(element)) {
      return numbers(element.getAsJsonArray());
    }
    return new Fields.Other(element.isJsonArray() ? "array" : "object");
  }

  private static boolean isNumbers(JsonElement element) {
    if (!element.isJsonArray() || element.getAsJsonArray().isEmpty()) {
      return false;
    }
    for (JsonElement member : element.getAsJsonArray()) {
      if (!member.isJsonPrimitive() || !member.getAsJsonPrimitive().isNumber()) {
        return false;
      }
    }
    return true;
  }

  private static float[] numbers(JsonArray array) {
    float[] numbers = new float[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).getAsFloat();
    }
    return numbers;
  }

  /** Only the first tensor is read. */
  private static List<Fields> items(Payload.Tensors tensors) {
    List<Fields> items = new ArrayList<>(tensors.items());
    if (tensors.arrays().isEmpty() || tensors.items() == 0) {
      return items;
    }
    Tensor first = tensors.arrays().get(0);
    int columns = first.length() / tensors.items();
    for (int item = 0; item < tensors.items(); item++) {
      float[] numbers = new float[columns];
      for (int i = 0; i < columns; i++) {
        numbers[i] = (float) first.number(item * columns + i);
      }
      items.add(positions(numbers, 0, columns));
    }
    return items;
  }

  private static Fields positions(float[] numbers, int from, int count) {
    if (count > MAX_POSITIONS) {
      return Fields.of(VALUE, Arrays.copyOfRange(numbers, from, from + count));
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      values.put(positionName(i), (double) numbers[from + i]);
    }
    return new Fields(values);
  }
}
