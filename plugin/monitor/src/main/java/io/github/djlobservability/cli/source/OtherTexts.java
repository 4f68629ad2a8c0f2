package io.github.djlobservability.cli.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the texts of a column that are no numbers, to tell what they might be. Not thread-safe.
 */
final class OtherTexts {

  private static final int MOST = 100;
  private static final int NAMED = 3;

  /** From this share on, a style fits. */
  private static final double MOSTLY = 0.95;

  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private final int[] fitting = new int[NumberStyle.others().size()];
  private int total;
  private String first = "";

  /** Takes in a text that is no number. */
  void add(String text) {
    first = total++ == 0 ? text : first;
    if (counts.size() < MOST || counts.containsKey(text)) {
      counts.merge(text, 1, Integer::sum);
    }
    for (int i = 0; i < fitting.length; i++) {
      fitting[i] += NumberStyle.others().get(i).plain(text) == null ? 0 : 1;
    }
  }

  /** Returns how many there were. */
  int total() {
    return total;
  }

  /** Returns how many different ones are known. */
  int different() {
    return counts.size();
  }

  /** Returns the first of them; empty for none. */
  String first() {
    return first;
  }

  /** Returns the most frequent, most frequent first. */
  List<String> frequent() {
    List<Map.Entry<String, Integer>> entries = new ArrayList<>(counts.entrySet());
    entries.sort(Map.Entry.comparingByValue(Comparator.reverseOrder()));
    return entries.stream().limit(NAMED).map(Map.Entry::getKey).toList();
  }

  /** Returns the style in which nearly all of them are numbers; null if there is none. */
  @Nullable NumberStyle style() {
    int best = 0;
    for (int i = 1; i < fitting.length; i++) {
      best = fitting[i] > fitting[best] ? i : best;
    }
    return total > 0 && fitting[best] >= MOSTLY * total ? NumberStyle.others().get(best) : null;
  }
}
