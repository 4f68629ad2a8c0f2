package io.github.djlobservability.suite.demo;

import com.google.gson.Gson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the verdicts that are new in {@code GET /observability/models/{model}/drift}. Not
 * thread-safe.
 */
final class DriftVerdicts {

  /** A change of the microphone moves dozens of figures. */
  private static final int MOST_SENTENCES = 3;

  private long lastItem;

  /** A verdict as far as the demo prints it; the fields' names are the JSON's. */
  private record Verdict(
      long item,
      String feature,
      String kind,
      String previousStatus,
      String status,
      Effect effect,
      @Nullable Onset onset,
      @Nullable Cause cause) {

    String sentence() {
      String since =
          onset == null
              ? ""
              : String.format(
                  Locale.ROOT,
                  ", since row %d (%d to %d)",
                  onset.item(),
                  onset.earliest(),
                  onset.latest());
      return String.format(
          Locale.ROOT,
          "%s drift of %s: %s -> %s, %s%s, noticed at row %d%s",
          kind.toLowerCase(Locale.ROOT),
          feature,
          previousStatus,
          status,
          effect.description(),
          since,
          item,
          cause == null ? "" : "; " + cause.sentence());
    }
  }

  private record Effect(String description) {}

  private record Cause(String cause, List<String> evidence) {

    String sentence() {
      String evidenceInWords = evidence.isEmpty() ? "" : " (" + String.join(", ", evidence) + ")";
      return "likely cause: " + cause.toLowerCase(Locale.ROOT) + evidenceInWords;
    }
  }

  private record Onset(long item, long earliest, long latest) {}

  private record Page(List<Verdict> verdicts) {}

  /**
   * Returns the new verdicts in sentences, oldest first. Of many it has the first ones that say
   * drift, and how many are left out.
   */
  List<String> news(String page) {
    List<Verdict> verdicts = new ArrayList<>(new Gson().fromJson(page, Page.class).verdicts());
    Collections.reverse(verdicts);
    List<Verdict> fresh = verdicts.stream().filter(v -> v.item() > lastItem).toList();
    verdicts.forEach(verdict -> lastItem = Math.max(lastItem, verdict.item()));
    if (fresh.size() <= MOST_SENTENCES) {
      return fresh.stream().map(Verdict::sentence).toList();
    }
    List<String> sentences =
        fresh.stream()
            .filter(verdict -> verdict.status().equals("DRIFT"))
            .limit(MOST_SENTENCES)
            .map(Verdict::sentence)
            .toList();
    List<String> all = new ArrayList<>(sentences);
    all.add("more verdicts: " + (fresh.size() - sentences.size()));
    return all;
  }
}
