package io.github.djlobservability.drift.reference;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Finds the most frequent of counted names. Stateless. */
public final class FrequentCategories {

  private FrequentCategories() {}

  /**
   * Returns the most frequent names, the most frequent first, of equally frequent ones in the order
   * of their names.
   *
   * @param least how often each was seen at least
   * @param most how many there are at most
   */
  public static List<String> of(Map<String, Long> counts, long least, int most) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() >= least)
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(most)
        .map(Map.Entry::getKey)
        .toList();
  }
}
