package io.github.djlobservability.suite.fleet;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Is one item of the model of the fleet.
 *
 * @param age a number, a string where one was sent by mistake, or null
 * @param visits a number that mostly is zero
 * @param colour a category
 */
record FleetRow(@Nullable Object age, double visits, String colour) {
  static final String HEADER = "age,visits,colour";

  /** Returns a person of a population whose mean age and favourite colour are these. */
  static FleetRow of(Random random, double meanAge, String favourite) {
    Object age = random.nextInt(50) == 0 ? null : meanAge + 10 * random.nextGaussian();
    double visits = Math.max(0, random.nextInt(9) - 4);
    String colour = random.nextInt(3) == 0 ? favourite : random.nextBoolean() ? "red" : "blue";
    return new FleetRow(age, visits, colour);
  }

  FleetRow withAge(@Nullable Object other) {
    return new FleetRow(other, visits, colour);
  }

  /** Returns the value of a feature by its name. */
  @Nullable Object value(String feature) {
    return switch (feature) {
      case "age" -> age;
      case "visits" -> visits;
      case "colour" -> colour;
      default -> throw new IllegalArgumentException(feature);
    };
  }

  String csv() {
    return (age == null ? "" : age) + "," + visits + "," + colour;
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    if (age != null) {
      json.add(
          "age", age instanceof Double number ? new JsonPrimitive(number) : new JsonPrimitive("?"));
    }
    json.addProperty("visits", visits);
    json.addProperty("colour", colour);
    return json;
  }
}
