package io.github.djlobservability.rollout;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Measures how often versions that are equal are told to differ, at whatever look, and how many
 * requests a real difference takes. The figures are in docs/rollout.md.
 */
class RolloutStudy {
  private static final long SEED = 20_261_201;
  private static final int RUNS = Integer.getInteger("rollout.runs", 1000);
  private static final int ITEMS = Integer.getInteger("rollout.items", 10_000);
  private static final int APART = 50;

  @Test
  void equalVersions() {
    Map<String, SideBySide> cases = new LinkedHashMap<>();
    cases.put("half and half, 20 % wrong", SideBySide.equal(0.5, 0.5, 0.001, 0.2, 0));
    cases.put("5 %, 20 % wrong", SideBySide.equal(0.05, 0.05, 0.001, 0.2, 0));
    cases.put("5 %, 2 % wrong, 1 % failed", SideBySide.equal(0.05, 0.05, 0.01, 0.02, 0));
    cases.put("5 to 95 %, swinging", SideBySide.equal(0.05, 0.95, 0.005, 0.2, 0.8));
    cases.put("shadow, 90 % alike", SideBySide.shadow(0.2, 0.2, 0.9));
    cases.forEach(
        (name, versions) -> {
          int harm = 0;
          int any = 0;
          int stop = 0;
          Map<String, Integer> by = new LinkedHashMap<>();
          for (int run = 0; run < RUNS; run++) {
            SideBySide.Told told = versions.run(ITEMS, APART, SEED + run);
            harm += told.harm() ? 1 : 0;
            any += told.differences().isEmpty() ? 0 : 1;
            stop += told.stopAt() < Long.MAX_VALUE ? 1 : 0;
            told.differences().forEach(each -> by.merge(each, 1, Integer::sum));
          }
          System.out.printf(
              "%s: of %d runs of %d requests, better or worse %d, stop %d, anything %d %s%n",
              name, RUNS, ITEMS, harm, stop, any, by);
        });
  }

  @Test
  void realDifferences() {
    Map<String, SideBySide> cases = new LinkedHashMap<>();
    List<Double> few = List.of(0.001, 0.001);
    List<Double> wrong = List.of(0.2, 0.2);
    cases.put("equal, half", SideBySide.equal(0.5, 0.5, 0.001, 0.2, 0));
    cases.put("equal, 5 %", SideBySide.equal(0.05, 0.05, 0.001, 0.2, 0));
    cases.put("equal, shadow, 90 % alike", SideBySide.shadow(0.2, 0.2, 0.9));
    for (double to : new double[] {0.26, 0.3}) {
      List<Double> worse = List.of(0.2, to);
      cases.put("wrong 20 to " + to + ", half", new SideBySide(.5, .5, false, few, 1, worse, 0, 0));
      cases.put(
          "wrong 20 to " + to + ", 5 %", new SideBySide(.05, .05, false, few, 1, worse, 0, 0));
      cases.put("wrong 20 to " + to + ", shadow, 90 % alike", SideBySide.shadow(.2, to, .9));
    }
    List<Double> fails = List.of(0.001, 0.03);
    cases.put("failed 0.1 to 3 %, half", new SideBySide(.5, .5, false, fails, 1, wrong, 0, 0));
    cases.put("failed 0.1 to 3 %, 5 %", new SideBySide(.05, .05, false, fails, 1, wrong, 0, 0));
    cases.put("1.5 times as slow, half", new SideBySide(.5, .5, false, few, 1.5, wrong, 0, 0));
    cases.put("1.5 times as slow, 5 %", new SideBySide(.05, .05, false, few, 1.5, wrong, 0, 0));
    cases.forEach(
        (name, versions) -> {
          List<Long> stops = new ArrayList<>();
          List<Long> goes = new ArrayList<>();
          int runs = RUNS / 10;
          for (int run = 0; run < runs; run++) {
            SideBySide.Told told = versions.run(4 * ITEMS, 5 * APART, SEED + run);
            stops.add(told.stopAt());
            goes.add(told.goAt());
          }
          System.out.printf(
              "%s: stop after %s, go on after %s (median of %d)%n",
              name, median(stops), median(goes), runs);
        });
  }

  private static String median(List<Long> values) {
    List<Long> sorted = values.stream().sorted().toList();
    long middle = sorted.get(sorted.size() / 2);
    return middle == Long.MAX_VALUE ? "never" : Long.toString(middle);
  }
}
