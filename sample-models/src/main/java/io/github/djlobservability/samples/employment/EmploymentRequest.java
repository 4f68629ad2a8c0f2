package io.github.djlobservability.samples.employment;

import ai.djl.translate.TranslateException;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rows of one request.
 *
 * @param rows at least one row
 * @param single whether the request was one row by itself, so that the answer is one object too
 */
record EmploymentRequest(List<CensusRow> rows, boolean single) {

  private static final String INSTANCES = "instances";
  private static final int LONGEST_QUOTE = 60;
  private static final Set<String> COLUMN_NAMES =
      Arrays.stream(CensusColumn.values())
          .map(CensusColumn::name)
          .collect(Collectors.toUnmodifiableSet());
  private static final String EXPECTED =
      "Expected one row, an array of rows or {\"instances\": [rows]}, a row being an object with"
          + " the columns "
          + Arrays.toString(CensusColumn.values())
          + ".";

  EmploymentRequest {
    rows = List.copyOf(rows);
  }

  /**
   * Reads the JSON of a request: one row, an array of rows, or an object with the array under
   * {@code instances}. A row is an object with every {@link CensusColumn} and nothing else.
   *
   * @throws TranslateException if it is anything else; the message names the row, the column and
   *     what is allowed, and is meant for the client
   */
  static EmploymentRequest parse(String json) throws TranslateException {
    JsonElement body = parseJson(json);
    if (body.isJsonArray()) {
      return new EmploymentRequest(rows(body.getAsJsonArray()), false);
    }
    if (!body.isJsonObject()) {
      throw new TranslateException("The body is neither an object nor an array. " + EXPECTED);
    }
    JsonObject object = body.getAsJsonObject();
    if (!object.has(INSTANCES)) {
      return new EmploymentRequest(List.of(row(object, 0)), true);
    }
    JsonElement instances = object.get(INSTANCES);
    if (!instances.isJsonArray() || object.size() > 1) {
      throw new TranslateException(
          "\"instances\" has to be an array and the only member. " + EXPECTED);
    }
    return new EmploymentRequest(rows(instances.getAsJsonArray()), false);
  }

  private static JsonElement parseJson(String json) throws TranslateException {
    try (JsonReader reader = new JsonReader(new StringReader(json))) {
      reader.setStrictness(Strictness.STRICT);
      JsonElement body = JsonParser.parseReader(reader);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new TranslateException("The body goes on after its JSON. " + EXPECTED);
      }
      return body;
    } catch (JsonParseException | IOException e) {
      // Without the cause: the server answers with the message of the innermost one, and what Gson
      // says is for programmers.
      throw new TranslateException("The body is not JSON. " + EXPECTED);
    }
  }

  private static List<CensusRow> rows(JsonArray array) throws TranslateException {
    if (array.isEmpty()) {
      throw new TranslateException("There are no rows. " + EXPECTED);
    }
    List<CensusRow> rows = new ArrayList<>(array.size());
    for (JsonElement element : array) {
      int index = rows.size();
      if (!element.isJsonObject()) {
        throw new TranslateException("Row " + index + " is not an object. " + EXPECTED);
      }
      rows.add(row(element.getAsJsonObject(), index));
    }
    return rows;
  }

  private static CensusRow row(JsonObject object, int index) throws TranslateException {
    EnumMap<CensusColumn, Double> values = new EnumMap<>(CensusColumn.class);
    for (CensusColumn column : CensusColumn.values()) {
      values.put(column, value(object, column, index));
    }
    if (object.size() > values.size()) {
      throw new TranslateException(unknownColumns(object, index));
    }
    return new CensusRow(values);
  }

  private static double value(JsonObject object, CensusColumn column, int index)
      throws TranslateException {
    JsonElement value = object.get(column.name());
    if (value == null) {
      throw invalid(column, index, "is missing");
    }
    boolean isNumber = value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber();
    double number = isNumber ? value.getAsDouble() : Double.NaN;
    if (!column.allows(number)) {
      throw invalid(column, index, "is " + shortened(value.toString()));
    }
    return number;
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
  }

  private static TranslateException invalid(CensusColumn column, int index, String what) {
    return new TranslateException(
        "Row "
            + index
            + ", column "
            + column
            + ": "
            + what
            + "; allowed is "
            + column.allowed()
            + ".");
  }

  private static String unknownColumns(JsonObject object, int index) {
    String unknown =
        object.keySet().stream()
            .filter(name -> !COLUMN_NAMES.contains(name))
            .sorted()
            .collect(Collectors.joining(", "));
    return "Row " + index + ": unknown columns " + shortened(unknown) + ". " + EXPECTED;
  }
}
