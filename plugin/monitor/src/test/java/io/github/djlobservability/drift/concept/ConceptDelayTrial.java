package io.github.djlobservability.drift.concept;

import io.github.djlobservability.drift.ExpectedRunTime;
import io.github.djlobservability.drift.MonitorSettings;
import io.github.djlobservability.drift.Status;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * Measures how many labelled items a model's label monitor takes to say that more of its answers
 * are wrong, and how often it says so when nothing has changed. The reference are the first 1,800
 * labelled items; 200 more come before the change.
 */
record ConceptDelayTrial(double before, double after, double expectedRunTime) {

  private static final int REFERENCE = 1_800;
  private static final int BEFORE = 200;
  private static final int HORIZON = 20_000;
  private static final int QUIET = 10_000;

  /**
   * Alarms in 1,000 items without a change, mean delay after one, and share of runs it is found.
   */
  record Result(double falseAlarms, double delay, double found) {}

  Result measure(int seeds) {
    double quiet = LongStream.rangeClosed(1, seeds).parallel().map(this::falseAlarms).sum();
    double[] delays =
        LongStream.rangeClosed(1, seeds).parallel().mapToDouble(this::delay).toArray();
    double found = 0;
    double sum = 0;
    for (double delay : delays) {
      found += delay <= HORIZON ? 1 : 0;
      sum += delay <= HORIZON ? delay : 0;
    }
    return new Result(1_000 * quiet / ((double) seeds * QUIET), sum / found, found / seeds);
  }

  private ConceptMonitor monitor() {
    MonitorSettings settings =
        MonitorSettings.defaults().withExpectedRunTime(ExpectedRunTime.ofItems(expectedRunTime));
    return new ConceptMonitor(new ConceptSettings(settings, false, List.of(), REFERENCE));
  }

  private long falseAlarms(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ConceptMonitor monitor = monitor();
    long alarms = 0;
    for (int i = 0; i < REFERENCE + QUIET; i++) {
      alarms += alarm(monitor, random, before) ? 1 : 0;
    }
    return alarms;
  }

  /** Runs with an alarm before the change are drawn again. */
  private double delay(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    while (true) {
      ConceptMonitor monitor = monitor();
      boolean early = false;
      for (int i = 0; i < REFERENCE + BEFORE; i++) {
        early |= alarm(monitor, random, before);
      }
      for (int i = 1; i <= HORIZON && !early; i++) {
        if (alarm(monitor, random, after)) {
          return i;
        }
      }
      if (!early) {
        return HORIZON + 1;
      }
    }
  }

  private static boolean alarm(ConceptMonitor monitor, SplittableRandom random, double error) {
    String said = random.nextBoolean() ? "1" : "0";
    boolean wrong = random.nextDouble() < error;
    String label = wrong ? ("1".equals(said) ? "0" : "1") : said;
    ConceptOutcome item =
        new ConceptOutcome(0, 0, null, said, label, Double.NaN, Double.NaN, List.of());
    return monitor.observe(item, Set.of()).stream()
        .anyMatch(v -> v.status() == Status.DRIFT && v.previousStatus() != Status.DRIFT);
  }
}
