package io.github.djlobservability.suite.boards;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.suite.BuiltFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A dashboard as Grafana gets it. */
record Board(String name, JsonObject json) {
  static final List<String> NAMES =
      List.of("server", "model", "drift", "quality", "generative", "fleet");

  private static final Pattern LABEL_VALUES =
      Pattern.compile("label_values\\((.+), (\\w+)\\)", Pattern.DOTALL);

  /** A query of a panel. */
  record Query(String panel, String expression) {}

  /** Reads a dashboard for names of metrics as they are scraped, or come by OTLP. */
  static Board read(String names, String board) throws IOException {
    Path file = BuiltFiles.documentation("dashboards").resolve(names).resolve(board + ".json");
    return new Board(board, JsonParser.parseString(Files.readString(file)).getAsJsonObject());
  }

  /** Returns the queries of all panels. */
  List<Query> queries() {
    List<Query> queries = new ArrayList<>();
    collect(json.getAsJsonArray("panels"), queries);
    return queries;
  }

  private static void collect(JsonArray panels, List<Query> queries) {
    for (JsonElement element : panels) {
      JsonObject panel = element.getAsJsonObject();
      if (panel.has("panels")) {
        collect(panel.getAsJsonArray("panels"), queries);
      }
      if (panel.has("targets")) {
        for (JsonElement target : panel.getAsJsonArray("targets")) {
          queries.add(
              new Query(
                  panel.get("title").getAsString(),
                  target.getAsJsonObject().get("expr").getAsString()));
        }
      }
    }
  }

  /** Returns what the variables to choose from are made of: labels of series. */
  List<Query> variables() {
    List<Query> queries = new ArrayList<>();
    for (JsonElement element : json.getAsJsonObject("templating").getAsJsonArray("list").asList()) {
      JsonObject variable = element.getAsJsonObject();
      if (variable.get("type").getAsString().equals("query")) {
        Matcher values = LABEL_VALUES.matcher(variable.get("query").getAsString());
        if (!values.matches()) {
          throw new IllegalStateException("not label_values: " + variable);
        }
        queries.add(
            new Query(
                "variable " + variable.get("name").getAsString(),
                "count by (" + values.group(2) + ") (" + values.group(1) + ")"));
      }
    }
    return queries;
  }

  /** Returns the tags that the script puts on. */
  List<String> tags() {
    return json.getAsJsonArray("tags").asList().stream().map(JsonElement::getAsString).toList();
  }
}
