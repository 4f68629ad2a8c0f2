package io.github.djlobservability.suite.demo;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Optional;

/** The vector of a sentence. */
record EmbeddingDemoRequest(String sentence) implements JsonDemoRequest {

  private static final int DIMENSIONS = 384;
  private static final double TOLERANCE = 1e-3;

  @Override
  public String path() {
    return "/predictions/text_embedding";
  }

  @Override
  public JsonElement body() {
    JsonObject json = new JsonObject();
    json.addProperty("inputs", sentence);
    return json;
  }

  @Override
  public Optional<String> problemWith(JsonElement answer) {
    if (!answer.isJsonArray() || answer.getAsJsonArray().size() != DIMENSIONS) {
      return Optional.of("not an array of " + DIMENSIONS);
    }
    double length = length(answer.getAsJsonArray());
    return Math.abs(length - 1) < TOLERANCE
        ? Optional.empty()
        : Optional.of("a vector of length " + length + ", not 1");
  }

  private static double length(JsonArray vector) {
    double squares = 0;
    for (JsonElement number : vector) {
      squares += number.getAsDouble() * number.getAsDouble();
    }
    return Math.sqrt(squares);
  }
}
