package io.github.djlobservability.console;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;

/** Checks JSON against as much of JSON Schema as the description uses. */
final class JsonSchema {
  private final JsonObject api;

  /**
   * @param api has the schemas that others refer to
   */
  JsonSchema(JsonObject api) {
    this.api = api;
  }

  /** Adds what does not fit. */
  void check(String place, JsonObject schema, JsonElement json, List<String> faults) {
    if (schema.has("$ref")) {
      String name = schema.get("$ref").getAsString().substring("#/components/schemas/".length());
      check(
          place,
          api.getAsJsonObject("components").getAsJsonObject("schemas").getAsJsonObject(name),
          json,
          faults);
      return;
    }
    if (schema.has("type") && !fits(schema.get("type"), json)) {
      faults.add(place + " is no " + schema.get("type"));
      return;
    }
    if (schema.has("enum") && !schema.getAsJsonArray("enum").contains(json)) {
      faults.add(place + " is none of " + schema.get("enum"));
    }
    if (json.isJsonArray() && schema.has("items")) {
      JsonArray array = json.getAsJsonArray();
      for (int i = 0; i < array.size(); i++) {
        check(place + "[" + i + "]", schema.getAsJsonObject("items"), array.get(i), faults);
      }
    }
    if (json.isJsonObject()) {
      members(place, schema, json.getAsJsonObject(), faults);
    }
  }

  private void members(String place, JsonObject schema, JsonObject json, List<String> faults) {
    JsonObject properties =
        schema.has("properties") ? schema.getAsJsonObject("properties") : new JsonObject();
    for (Map.Entry<String, JsonElement> member : json.entrySet()) {
      String at = place + "." + member.getKey();
      JsonElement more = schema.get("additionalProperties");
      if (properties.has(member.getKey())) {
        check(at, properties.getAsJsonObject(member.getKey()), member.getValue(), faults);
      } else if (more != null && more.isJsonObject()) {
        check(at, more.getAsJsonObject(), member.getValue(), faults);
      } else if (more != null && !more.getAsBoolean()) {
        faults.add(at + " is not described");
      }
    }
    if (schema.has("required")) {
      for (JsonElement required : schema.getAsJsonArray("required")) {
        if (!json.has(required.getAsString())) {
          faults.add(place + "." + required.getAsString() + " is missing");
        }
      }
    }
  }

  private static boolean fits(JsonElement type, JsonElement json) {
    if (type.isJsonArray()) {
      return type.getAsJsonArray().asList().stream().anyMatch(one -> fits(one, json));
    }
    return switch (type.getAsString()) {
      case "object" -> json.isJsonObject();
      case "array" -> json.isJsonArray();
      case "string" -> json.isJsonPrimitive() && json.getAsJsonPrimitive().isString();
      case "boolean" -> json.isJsonPrimitive() && json.getAsJsonPrimitive().isBoolean();
      case "null" -> json.isJsonNull();
      case "integer" -> isNumber(json) && json.getAsDouble() == Math.rint(json.getAsDouble());
      default -> isNumber(json);
    };
  }

  private static boolean isNumber(JsonElement json) {
    return json.isJsonPrimitive() && json.getAsJsonPrimitive().isNumber();
  }
}
