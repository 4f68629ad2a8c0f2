package io.github.djlobservability.suite.demo;

import com.google.gson.Gson;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Holds a model's figures from {@code GET /observability}, as far as the demo prints them; the
 * fields' names are the JSON's.
 */
record ModelFigures(String name, Requests requests, Inferences inferences) {

  /** Requests as their clients saw them. */
  record Requests(long count, long errors, Durations durationSeconds) {}

  /** Requests as the model saw them. */
  record Inferences(long items, double itemsPerSecond, Map<String, Durations> phaseSeconds) {}

  /** Durations in seconds. */
  record Durations(long count, double p50, double p99) {}

  private record Page(List<ModelFigures> models) {}

  /** Returns the figures of each model on the page. */
  static List<ModelFigures> parse(String page) {
    return new Gson().fromJson(page, Page.class).models();
  }

  /** In one line for people. */
  String summary() {
    return String.format(
        Locale.ROOT,
        "%s: %d requests, %d errors, %.1f items/s, p50 %.1f ms, p99 %.1f ms",
        name,
        requests.count(),
        requests.errors(),
        inferences.itemsPerSecond(),
        requests.durationSeconds().p50() * 1000,
        requests.durationSeconds().p99() * 1000);
  }
}
