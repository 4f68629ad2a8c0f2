package io.github.djlobservability.privacy.redaction;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the names of fields where they stand beside the values and not above them: in data frames
 * as {@code orient="split"} of pandas's writes them, and in tensors of the open inference protocol
 * and of DJL. docs/payloads.md has examples. Stateless.
 */
public final class NamedBeside {
  static final String COLUMNS = "columns";

  private static final String DATA = "data";

  /** Hold values of which nothing says what they are, if they hold single ones. */
  private static final Set<String> WRAPPERS =
      Set.of(
          "inputs",
          "input",
          DATA,
          "features",
          "values",
          "rows",
          "records",
          "examples",
          "samples",
          "instances");

  private NamedBeside() {}

  /** Returns the names of the columns that each row of {@code data} has; null where none are. */
  public static @Nullable List<String> columns(JsonObject object) {
    if (!(object.get(COLUMNS) instanceof JsonArray names)
        || !(object.get(DATA) instanceof JsonArray)) {
      return null;
    }
    List<String> columns = new ArrayList<>(names.size());
    for (JsonElement name : names) {
      if (!(name instanceof JsonPrimitive text)) {
        return null;
      }
      columns.add(text.getAsString());
    }
    return columns;
  }

  /** Returns the name of a tensor; null for an object that is none. */
  public static @Nullable String tensor(JsonObject object) {
    String name = valuesOf(object).equals(DATA) ? "name" : "key";
    return object.get(name) instanceof JsonPrimitive text && object.has(valuesOf(object))
        ? text.getAsString()
        : null;
  }

  /** Returns the member that has the values of a tensor. */
  public static String valuesOf(JsonObject object) {
    return object.has(DATA) ? DATA : "value";
  }

  /** Returns whether a tensor has several values a row, of which its name says nothing. */
  public static boolean isSeveral(JsonObject tensor) {
    if (!(tensor.get("shape") instanceof JsonArray shape)) {
      return false;
    }
    for (int i = 1; i < shape.size(); i++) {
      if (!(shape.get(i) instanceof JsonPrimitive length) || !length.getAsString().equals("1")) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns whether an array holds values without names: rows, or one row in what is known to hold
   * nothing else.
   */
  public static boolean isUnnamed(JsonArray array, @Nullable MemberPath at) {
    boolean wrapped = at == null || WRAPPERS.contains(at.name());
    for (JsonElement element : array) {
      if (element instanceof JsonPrimitive ? wrapped : hasSingle(element)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasSingle(JsonElement row) {
    if (row instanceof JsonArray array) {
      for (JsonElement element : array) {
        if (element instanceof JsonPrimitive || hasSingle(element)) {
          return true;
        }
      }
    }
    return false;
  }
}
