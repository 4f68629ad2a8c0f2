package io.github.djlobservability.media;

import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.cause.Cause;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One line of a study's table: how soon a change is found, and what it is taken for.
 *
 * @param median items from the change to the alarm
 * @param most the same, which 95 % don't exceed
 * @param early runs with an alarm before the change
 * @param first how often the first alarm named each cause
 * @param last how often each cause was the last that was named within {@value #AFTER} items after
 *     the first alarm
 */
public record ChangeRow(
    String change,
    Cause cause,
    int median,
    int most,
    int early,
    Map<Cause, Integer> first,
    Map<Cause, Integer> last) {
  public static final String HEAD =
      "| change | median | 95 % | early | at once: right, unclear, wrong | right | unclear | wrong | named |";

  private static final int BEFORE = 100;
  private static final int MOST = 200;
  private static final int AFTER = 64;

  /**
   * Runs a monitor once for each seed: a reference and 100 items as always, then the change.
   *
   * @param field that is the recording or the image
   * @param usual figures of items as always, which each run shuffles
   * @param changed makes the items of a change that it draws
   */
  public static ChangeRow of(
      String change,
      Cause cause,
      String field,
      List<Map<String, @Nullable Object>> usual,
      int seeds,
      long firstSeed,
      Function<Random, Supplier<Map<String, @Nullable Object>>> changed) {
    return of(
        change,
        cause,
        field,
        seeds,
        seed -> {
          List<Map<String, @Nullable Object>> shuffled = new ArrayList<>(usual);
          Collections.shuffle(shuffled, new Random(seed));
          Random random = new QuickRandom(firstSeed + 1_000L * change.hashCode() + seed);
          return new Draw(shuffled, changed.apply(random));
        });
  }

  /**
   * Holds the items of a run.
   *
   * @param usual items as always, at least as many as a reference and 100 more have
   * @param changed makes items of the change
   */
  public record Draw(
      List<Map<String, @Nullable Object>> usual, Supplier<Map<String, @Nullable Object>> changed) {}

  /** Does the same where each run draws what is usual, too. */
  public static ChangeRow of(
      String change, Cause cause, String field, int seeds, IntFunction<Draw> draws) {
    List<Integer> delays = new ArrayList<>();
    Map<Cause, Integer> first = new EnumMap<>(Cause.class);
    Map<Cause, Integer> last = new EnumMap<>(Cause.class);
    int early = 0;
    for (int seed = 1; seed <= seeds; seed++) {
      Draw draw = draws.apply(seed);
      MediaRun run = new MediaRun(field, draw.usual().subList(0, MediaRun.REFERENCE));
      early +=
          alarms(run, draw.usual().subList(MediaRun.REFERENCE, MediaRun.REFERENCE + BEFORE))
              ? 1
              : 0;
      MediaRun.Found found = run.follow(draw.changed(), MOST, AFTER);
      delays.add(found.delay());
      first.merge(found.first(), 1, Integer::sum);
      last.merge(found.last(), 1, Integer::sum);
    }
    Collections.sort(delays);
    return new ChangeRow(
        change, cause, delays.get(seeds / 2), delays.get((int) (0.95 * seeds)), early, first, last);
  }

  private static boolean alarms(MediaRun run, List<Map<String, @Nullable Object>> items) {
    boolean alarm = false;
    for (Map<String, @Nullable Object> item : items) {
      alarm |= run.observe(item).stream().anyMatch(verdict -> verdict.status() == Status.DRIFT);
    }
    return alarm;
  }

  private int right(Map<Cause, Integer> named) {
    return named.getOrDefault(cause, 0);
  }

  private static int unclear(Map<Cause, Integer> named) {
    return named.getOrDefault(Cause.UNCLEAR, 0);
  }

  private int wrong(Map<Cause, Integer> named) {
    int all = named.values().stream().mapToInt(Integer::intValue).sum();
    return all - right(named) - unclear(named);
  }

  /** Returns how often another cause was named last. */
  public int wrong() {
    return wrong(last);
  }

  @Override
  public String toString() {
    return "| %s | %d | %d | %d | %d, %d, %d | %d | %d | %d | %s |"
        .formatted(
            change,
            median,
            most,
            early,
            right(first),
            unclear(first),
            wrong(first),
            right(last),
            unclear(last),
            wrong(last),
            last);
  }
}
