package io.github.djlobservability.standin.python;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.util.JsonUtils;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.nio.charset.StandardCharsets;

/** Reads commands and writes errors for all Python handlers. */
final class PythonHandlers {

  private PythonHandlers() {}

  /** Returns an error as the Python engine answers it. */
  static Output error(int code, String message, String error) {
    Output output = new Output(code, message);
    output.addProperty("content-type", "application/json");
    String json =
        "{\n  \"code\":%d,\n  \"message\":%s,\n  \"error\":%s\n}"
            .formatted(code, JsonUtils.GSON.toJson(message), JsonUtils.GSON.toJson(error));
    output.add(json.getBytes(StandardCharsets.UTF_8));
    return output;
  }

  /** Returns the body if it is a JSON object, or an empty one. */
  static JsonObject command(Input input) {
    try {
      return json(input);
    } catch (JsonParseException e) {
      return new JsonObject();
    }
  }

  /** Returns the body, which has to be a JSON object or nothing. */
  static JsonObject json(Input input) {
    JsonObject command = JsonUtils.GSON.fromJson(input.getAsString("data"), JsonObject.class);
    return command == null ? new JsonObject() : command;
  }

  static int integer(JsonObject command, String key, int defaultValue) {
    return command.has(key) ? command.get(key).getAsInt() : defaultValue;
  }
}
