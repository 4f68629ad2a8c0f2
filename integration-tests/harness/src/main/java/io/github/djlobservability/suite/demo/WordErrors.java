package io.github.djlobservability.suite.demo;

import com.google.gson.Gson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the word error rates that are new in {@code GET /observability/models/{model}/quality}. Not
 * thread-safe.
 */
final class WordErrors {

  private long lastItem;

  /** A model that has just been loaded has no windows. */
  private record Page(@Nullable List<Window> windows) {}

  private record Window(long firstItem, long lastItem, Map<String, Rate> measures) {

    String sentence(Rate rate) {
      return String.format(
          Locale.ROOT,
          "word error rate %.1f %% (%.1f to %.1f %%) of the calls %d to %d",
          100 * rate.value(),
          100 * rate.low(),
          100 * rate.high(),
          firstItem,
          lastItem);
    }
  }

  private record Rate(double value, double low, double high) {}

  /** Returns the new windows in sentences, oldest first. */
  List<String> news(String page) {
    List<Window> known = new Gson().fromJson(page, Page.class).windows();
    List<Window> windows = known == null ? new ArrayList<>() : new ArrayList<>(known);
    Collections.reverse(windows);
    List<String> sentences = new ArrayList<>();
    for (Window window : windows) {
      Rate rate = window.measures().get("word_error_rate");
      if (window.lastItem() > lastItem && rate != null) {
        lastItem = window.lastItem();
        sentences.add(window.sentence(rate));
      }
    }
    return sentences;
  }
}
