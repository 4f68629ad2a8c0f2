package io.github.djlobservability.profile.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value of a JSON document that knows where it stands, so that a message can say so.
 *
 * @param node the value
 * @param path from the root, such as {@code features[3].rules}
 */
record JsonField(JsonNode node, String path) {

  /** Returns a member that must be there. */
  JsonField get(String name) throws ProfileFormatException {
    JsonField member = optional(name);
    if (member == null) {
      throw new ProfileFormatException(pathOf(name) + " is missing");
    }
    return member;
  }

  /** Returns a member; null if it is not there or JSON's null. */
  @Nullable JsonField optional(String name) {
    JsonNode member = node.get(name);
    return member == null || member.isNull() ? null : new JsonField(member, pathOf(name));
  }

  private String pathOf(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** Returns the elements of an array. */
  List<JsonField> elements() throws ProfileFormatException {
    expect(node.isArray(), "an array");
    List<JsonField> elements = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      elements.add(new JsonField(node.get(i), path + "[" + i + "]"));
    }
    return elements;
  }

  /** Returns the members of an object, in order. */
  Map<String, JsonField> members() throws ProfileFormatException {
    expect(node.isObject(), "an object");
    Map<String, JsonField> members = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      members.put(member.getKey(), new JsonField(member.getValue(), pathOf(member.getKey())));
    }
    return members;
  }

  /** A string. */
  String text() throws ProfileFormatException {
    expect(node.isTextual(), "a string");
    return node.textValue();
  }

  /**
   * Returns a number; {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"} are written as
   * strings.
   */
  double number() throws ProfileFormatException {
    if (node.isNumber()) {
      return node.doubleValue();
    }
    return switch (node.asText()) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> throw unexpected("a number");
    };
  }

  /** Returns a whole number, 0 or more. */
  long whole() throws ProfileFormatException {
    expect(node.isIntegralNumber() && node.canConvertToLong(), "a whole number");
    expect(node.longValue() >= 0, "0 or more");
    return node.longValue();
  }

  /** Returns a whole number that is an int, 0 or more. */
  int smallWhole() throws ProfileFormatException {
    long value = whole();
    expect(value <= Integer.MAX_VALUE, "at most " + Integer.MAX_VALUE);
    return (int) value;
  }

  /** True or false. */
  boolean flag() throws ProfileFormatException {
    expect(node.isBoolean(), "true or false");
    return node.booleanValue();
  }

  /** Returns an enum constant, written in lower case. */
  <E extends Enum<E>> E constant(Class<E> type) throws ProfileFormatException {
    try {
      return Enum.valueOf(type, text().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw unexpected(
          "one of " + List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT));
    }
  }

  /** Strings. */
  List<String> texts() throws ProfileFormatException {
    List<String> texts = new ArrayList<>();
    for (JsonField element : elements()) {
      texts.add(element.text());
    }
    return texts;
  }

  /** Numbers. */
  double[] numbers() throws ProfileFormatException {
    List<JsonField> elements = elements();
    double[] numbers = new double[elements.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = elements.get(i).number();
    }
    return numbers;
  }

  /** Whole numbers. */
  long[] wholes() throws ProfileFormatException {
    List<JsonField> elements = elements();
    long[] wholes = new long[elements.size()];
    for (int i = 0; i < wholes.length; i++) {
      wholes[i] = elements.get(i).whole();
    }
    return wholes;
  }

  /** Returns an array in Base64. */
  <T> T base64(Function<String, T> decoder) throws ProfileFormatException {
    try {
      return decoder.apply(text());
    } catch (IllegalArgumentException e) {
      throw new ProfileFormatException(path + " is damaged: " + e.getMessage(), e);
    }
  }

  /** Fails unless what was read makes sense. */
  void expect(boolean condition, String what) throws ProfileFormatException {
    if (!condition) {
      throw unexpected(what);
    }
  }

  private ProfileFormatException unexpected(String what) {
    String found = node.toString();
    return new ProfileFormatException(
        path
            + " must be "
            + what
            + ", but is "
            + (found.length() > 40 ? found.substring(0, 40) + "..." : found));
  }
}
