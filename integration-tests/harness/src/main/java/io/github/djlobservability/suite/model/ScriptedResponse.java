package io.github.djlobservability.suite.model;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** The JSON that a model with a scripted translator answers with. */
public final class ScriptedResponse {

  private final JsonObject json;

  private ScriptedResponse(JsonObject json) {
    this.json = json;
  }

  public static ScriptedResponse parse(String text) {
    return new ScriptedResponse(JsonParser.parseString(text).getAsJsonObject());
  }

  /** Returns the model's numbers, row by row. */
  public double[] outputs() {
    return json.getAsJsonArray("outputs").asList().stream()
        .mapToDouble(JsonElement::getAsDouble)
        .toArray();
  }

  /**
   * Returns the value of a property that the translator saw and was asked to repeat; empty if not
   * there.
   */
  public String echoed(String property) {
    return json.get(property).getAsString();
  }
}
