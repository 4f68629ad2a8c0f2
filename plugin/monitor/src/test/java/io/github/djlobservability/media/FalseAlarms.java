package io.github.djlobservability.media;

import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * How often a monitor alarms without a change: runs from a fresh reference to the first alarm, or
 * to the end of the items.
 *
 * @param alarms runs that ended with one
 * @param items that all runs saw until then
 * @param asked expected run time
 */
public record FalseAlarms(int alarms, long items, long asked) {
  /** Items of a run at most, its reference included. */
  public static final int ITEMS = 3_500;

  /**
   * Runs monitors.
   *
   * @param field that is the recording or the image; empty for texts
   * @param draws the items of a run, of which the first are its reference
   */
  public static FalseAlarms of(
      String field, int runs, long asked, IntFunction<List<Map<String, @Nullable Object>>> draws) {
    int alarms = 0;
    long items = 0;
    for (int i = 1; i <= runs; i++) {
      List<Map<String, @Nullable Object>> draw = draws.apply(i);
      MediaRun run = new MediaRun(field, draw.subList(0, MediaRun.REFERENCE), asked);
      for (Map<String, @Nullable Object> item : draw.subList(MediaRun.REFERENCE, draw.size())) {
        items++;
        Verdict alarm =
            run.observe(item).stream()
                .filter(verdict -> verdict.status() == Status.DRIFT)
                .findFirst()
                .orElse(null);
        if (alarm != null) {
          alarms++;
          System.out.println(alarm.feature() + ": " + alarm.effect().description());
          break;
        }
      }
    }
    return new FalseAlarms(alarms, items, asked);
  }

  /**
   * Does it with items of a pool, other ones in another order in each run: no item is in a run's
   * reference and in its stream.
   */
  public static FalseAlarms ofPool(
      String field, int runs, long asked, List<Map<String, @Nullable Object>> pool, long seed) {
    return of(
        field,
        runs,
        asked,
        run -> {
          List<Map<String, @Nullable Object>> shuffled = new ArrayList<>(pool);
          Collections.shuffle(shuffled, new Random(seed + run));
          return shuffled.subList(0, ITEMS);
        });
  }

  /** Returns the rate of alarms to the one that was asked for. */
  public double rate() {
    return (double) alarms * asked / items;
  }

  @Override
  public String toString() {
    double spread = Math.exp(1.96 / Math.sqrt(Math.max(1, alarms)));
    return "%d alarms in %d items, %.2f of the rate asked for (95 %%: %.2f to %.2f)"
        .formatted(alarms, items, rate(), rate() / spread, rate() * spread);
  }
}
