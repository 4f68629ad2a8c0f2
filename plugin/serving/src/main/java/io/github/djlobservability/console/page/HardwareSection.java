package io.github.djlobservability.console.page;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.djlobservability.console.page.part.Figures;
import io.github.djlobservability.console.page.part.ServerStrip;
import io.github.djlobservability.html.HtmlWriter;
import java.util.Locale;
import java.util.Map;

/** Shows a model's use of the hardware: all that its JSON has, in words. */
final class HardwareSection {
  private static final int MOST_LEVELS = 3;

  private HardwareSection() {}

  static void write(HtmlWriter html, JsonObject hardware) {
    html.start("dl", "class", "facts");
    facts(html, "", hardware, 0);
    html.end();
  }

  private static void facts(HtmlWriter html, String prefix, JsonObject object, int level) {
    for (Map.Entry<String, JsonElement> field : object.entrySet()) {
      fact(html, prefix + words(field.getKey()), field.getKey(), field.getValue(), level);
    }
  }

  private static void fact(HtmlWriter html, String name, String key, JsonElement value, int level) {
    if (value.isJsonObject() && level < MOST_LEVELS) {
      facts(html, name + ", ", value.getAsJsonObject(), level + 1);
    } else if (value.isJsonArray() && level < MOST_LEVELS) {
      for (JsonElement element : value.getAsJsonArray()) {
        if (element.isJsonObject()) {
          facts(html, "", element.getAsJsonObject(), level + 1);
        }
      }
    } else if (value.isJsonPrimitive()) {
      ServerStrip.fact(html, name, text(key, value));
    }
  }

  private static String text(String key, JsonElement value) {
    if (!value.getAsJsonPrimitive().isNumber()) {
      return value.getAsString();
    }
    double number = value.getAsDouble();
    if (key.toLowerCase(Locale.ROOT).contains("bytes")) {
      return Figures.bytes((long) number);
    }
    if (key.toLowerCase(Locale.ROOT).contains("seconds")) {
      return Figures.seconds(number);
    }
    return Figures.number(number);
  }

  /** A field's name as words: where we have none, {@code usedShare} is "used share". */
  private static String words(String key) {
    return switch (key) {
      case "cpuSecondsPerItem" -> "CPU time of an item";
      case "allocatedBytesPerItem" -> "Memory that an item takes for a moment (Java heap)";
      case "measuredItems" -> "Items measured";
      case "tensors" -> "Tensors that are not closed yet";
      case "device" -> "Device";
      case "memoryBytes" -> "Memory that loading it took";
      case "deviceSeconds" -> "Computing time of the device";
      case "joules" -> "Energy (J)";
      default -> parts(key);
    };
  }

  private static String parts(String key) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      words.append(Character.isUpperCase(c) && i > 0 ? " " : "").append(Character.toLowerCase(c));
    }
    return words.toString();
  }
}
