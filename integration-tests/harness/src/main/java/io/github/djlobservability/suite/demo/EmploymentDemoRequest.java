package io.github.djlobservability.suite.demo;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether some people are employed.
 *
 * @param rows one or more
 */
record EmploymentDemoRequest(List<CensusRow> rows) implements JsonDemoRequest {

  @Override
  public String path() {
    return "/predictions/employment";
  }

  /** One row goes by itself, several as an array. */
  @Override
  public JsonElement body() {
    if (rows.size() == 1) {
      return rows.get(0).json();
    }
    JsonArray array = new JsonArray();
    rows.forEach(row -> array.add(row.json()));
    return array;
  }

  @Override
  public Optional<String> problemWith(JsonElement answer) {
    if (rows.size() == 1) {
      return problemWithOne(answer);
    }
    if (!answer.isJsonArray() || answer.getAsJsonArray().size() != rows.size()) {
      return Optional.of("not an array of " + rows.size());
    }
    return answer.getAsJsonArray().asList().stream()
        .map(EmploymentDemoRequest::problemWithOne)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> problemWithOne(JsonElement answer) {
    if (!answer.isJsonObject()) {
      return Optional.of("not an object with a class and its probability");
    }
    JsonObject prediction = answer.getAsJsonObject();
    if (!isNumber(prediction.get("class"), 0, 1)) {
      return Optional.of("the class is neither 0 nor 1");
    }
    return isNumber(prediction.get("probability"), 0.5, 1)
        ? Optional.empty()
        : Optional.of("the probability of the likelier class is not from 0.5 to 1");
  }

  private static boolean isNumber(@Nullable JsonElement element, double minimum, double maximum) {
    return element != null
        && element.isJsonPrimitive()
        && element.getAsDouble() >= minimum
        && element.getAsDouble() <= maximum;
  }
}
