package io.github.djlobservability.drift.chart.bank;

import java.util.HashMap;
import java.util.Map;

/**
 * The tables of a model's numeric features, each made once. Dependence is rounded up to the next
 * eighth of a power of two, so that there are few and none discounts by a tenth too much. Memory:
 * 450 kB a table; that of independent items is the same for all models, and a model whose reference
 * is in time order has some of its own, at most 96. Not thread-safe.
 */
public final class RankTables {

  private static final int STEPS = 8;
  private static final int MAX_STEP = 96;

  private static final RankAlternatives INDEPENDENT = new RankAlternatives(1);

  private final Map<Integer, RankAlternatives> tables = new HashMap<>();

  RankAlternatives of(double dependence) {
    int step = (int) Math.ceil(STEPS * Math.log(dependence) / Math.log(2) - 1e-9);
    int kept = Math.max(0, Math.min(MAX_STEP, step));
    if (kept == 0) {
      return INDEPENDENT;
    }
    return tables.computeIfAbsent(
        kept, key -> new RankAlternatives(Math.pow(2, (double) key / STEPS)));
  }
}
