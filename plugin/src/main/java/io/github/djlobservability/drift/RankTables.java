package io.github.djlobservability.drift;

import java.util.HashMap;
import java.util.Map;

/**
 * The tables of a model's numeric features, each made once. Dependence is rounded up to half powers
 * of two, so that there are few. Memory: 200 kB a table, usually one. Not thread-safe.
 */
final class RankTables {

  private static final int STEPS = 2;
  private static final int MAX_STEP = 24;

  private final Map<Integer, RankAlternatives> tables = new HashMap<>();

  RankAlternatives of(double dependence) {
    int step = (int) Math.ceil(STEPS * Math.log(dependence) / Math.log(2) - 1e-9);
    int kept = Math.max(0, Math.min(MAX_STEP, step));
    return tables.computeIfAbsent(
        kept, key -> new RankAlternatives(Math.pow(2, (double) key / STEPS)));
  }
}
