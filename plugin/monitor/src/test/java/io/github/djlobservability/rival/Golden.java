package io.github.djlobservability.rival;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads the golden vectors from the test resources. */
public final class Golden {

  private Golden() {}

  public static JsonElement json(String name) {
    return JsonParser.parseString(text(name));
  }

  public static double[] stream(String name) {
    return text("streams/" + name + ".txt").lines().mapToDouble(Double::parseDouble).toArray();
  }

  public static Stream<JsonObject> objects(JsonElement array) {
    return StreamSupport.stream(array.getAsJsonArray().spliterator(), false)
        .map(JsonElement::getAsJsonObject);
  }

  public static double[] doubles(JsonElement array) {
    JsonArray items = array.getAsJsonArray();
    double[] values = new double[items.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = items.get(i).getAsDouble();
    }
    return values;
  }

  public static long[] longs(JsonElement array) {
    JsonArray items = array.getAsJsonArray();
    long[] values = new long[items.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = items.get(i).getAsLong();
    }
    return values;
  }

  public static double[][] rows(JsonElement array) {
    JsonArray items = array.getAsJsonArray();
    double[][] rows = new double[items.size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = doubles(items.get(i));
    }
    return rows;
  }

  private static String text(String name) {
    try (InputStream in = Golden.class.getResourceAsStream("/golden/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
