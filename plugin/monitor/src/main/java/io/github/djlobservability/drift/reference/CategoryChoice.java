package io.github.djlobservability.drift.reference;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Chooses which of a reference's categories are watched one by one: its most frequent ones.
 *
 * <p>Of many categories some are frequent in a reference by luck. Counted in the values that they
 * were chosen by they would be rarer in all that comes, and all others more frequent, although
 * nothing changes. So one part of the values chooses, drawn at random with a fixed seed, and the
 * others are counted. A category that is surely more frequent than those that there is no room for
 * is chosen in any case: that is no luck, and the part may be small; so all its values are counted,
 * and the others' counts are raised to as many. Where all categories are watched, nothing is chosen
 * and all are counted.
 *
 * <p>A category that was told apart because it came while there was room for more was chosen by its
 * first value, which is counted with the rest.
 *
 * @param names the chosen ones, the sure ones first, each the most frequent first
 * @param counted how many values of each category the chosen ones' shares are known by
 * @param rest how many values of none of them belong to these
 */
record CategoryChoice(List<String> names, Map<String, Long> counted, long rest) {

  /** A category with fewer items is watched with the rest. */
  private static final int MIN_COUNT = 5;

  /** The same among the values that choose. */
  private static final int MIN_CHOOSING = 2;

  /** The part of the values that chooses, as its inverse. */
  private static final int ONE_IN = 5;

  /** The fewest values that choose, where they are at most half of all. */
  private static final long LEAST = 200;

  /** The most values that choose. */
  private static final long ENOUGH = 2_000;

  /** Standard errors by which a sure category exceeds the first one that there is no room for. */
  private static final double SURE = 2.5;

  private static final long SEED = 16;

  /**
   * Chooses the most frequent ones.
   *
   * @param all how often each category was seen
   * @param other how many values were of categories that were not told apart
   * @param most how many there is room for
   */
  static CategoryChoice of(Map<String, Long> all, long other, int most) {
    if (other == 0 && all.size() <= most) {
      return new CategoryChoice(FrequentCategories.of(all, MIN_COUNT, most), all, 0);
    }
    int first = other == 0 ? 0 : 1;
    Map<String, Long> choosing = new HashMap<>();
    Map<String, Long> counted = new HashMap<>();
    long values = other + sum(all);
    long[] drawn = drawn(values);
    int next = 0;
    long end = 0;
    for (Map.Entry<String, Long> entry : new TreeMap<>(all).entrySet()) {
      String name = entry.getKey();
      long count = Math.max(0, entry.getValue() - first);
      end += count;
      int before = next;
      while (next < drawn.length && drawn[next] < end) {
        next++;
      }
      choosing.put(name, (long) next - before);
      counted.put(name, count - (next - before));
    }
    List<String> sure = sure(all, most);
    Set<String> names = new LinkedHashSet<>(sure);
    names.addAll(FrequentCategories.of(choosing, MIN_CHOOSING, most));
    CategoryChoice chosen =
        new CategoryChoice(
            names.stream().limit(most).toList(), counted, values - end - (drawn.length - next));
    Map<String, Long> whole = new HashMap<>();
    sure.forEach(name -> whole.put(name, all.getOrDefault(name, 0L) - first));
    return sure.isEmpty() ? chosen : chosen.with(whole, values);
  }

  /**
   * Counts all values of some categories, and as many more of the others as there are in all.
   *
   * @param whole how many values these categories have
   * @param values how many there are in all
   */
  private CategoryChoice with(Map<String, Long> whole, long values) {
    Map<String, Long> others = new HashMap<>(counted);
    others.keySet().removeAll(whole.keySet());
    double more = (double) (values - sum(whole)) / Math.max(1, rest + sum(others));
    others.replaceAll((name, count) -> names.contains(name) ? Math.round(more * count) : count);
    long left = values - sum(whole) - sum(others);
    others.putAll(whole);
    return new CategoryChoice(names, others, Math.max(0, left));
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns those of all values that are too frequent for it to be luck. */
  private static List<String> sure(Map<String, Long> all, int most) {
    long next =
        all.values().stream().sorted(Comparator.reverseOrder()).skip(most).findFirst().orElse(1L);
    return FrequentCategories.of(
        all, (long) Math.ceil(next + SURE * Math.sqrt((double) next)), most);
  }

  /** Returns which of the values choose, ascending. */
  private static long[] drawn(long values) {
    long part = Math.min(ENOUGH, Math.max(LEAST, values / ONE_IN));
    return new SplittableRandom(SEED)
        .longs(0, Math.max(1, values))
        .distinct()
        .limit(Math.min(part, values / 2))
        .sorted()
        .toArray();
  }
}
