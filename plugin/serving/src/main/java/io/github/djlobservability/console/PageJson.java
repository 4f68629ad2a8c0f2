package io.github.djlobservability.console;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.nio.charset.StandardCharsets;

/** Writes the JSON of the pages. Thread-safe. */
final class PageJson {
  private static final Gson GSON =
      new GsonBuilder()
          .registerTypeAdapter(double.class, new JsonNumbers())
          .registerTypeAdapter(Double.class, new JsonNumbers())
          .setPrettyPrinting()
          .disableHtmlEscaping()
          .create();

  private PageJson() {}

  static byte[] bytes(Object body) {
    return (GSON.toJson(body) + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
