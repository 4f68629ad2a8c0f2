package io.github.djlobservability.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.DelayTrial.Errors;
import io.github.djlobservability.drift.DelayTrial.Normal;
import io.github.djlobservability.rival.Adwin;
import io.github.djlobservability.rival.Ddm;
import io.github.djlobservability.rival.Eddm;
import io.github.djlobservability.rival.ErrorBitDetector;
import io.github.djlobservability.rival.HddmA;
import io.github.djlobservability.rival.HddmW;
import io.github.djlobservability.rival.Kswin;
import io.github.djlobservability.rival.PageHinkley;
import io.github.djlobservability.rival.ValueDetector;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Prints the delays of docs/drift.md: each known detector with its defaults, and beside it the
 * monitor at the false-alarm rate that was measured for the detector. Takes three minutes.
 *
 * <pre>mvn -pl plugin/monitor -am test -Dtest=DelayStudy -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 */
class DelayStudy {

  private static final int SEEDS = 200;
  private static final int QUIET = 10_000;
  private static final int BEFORE = 2_000;
  private static final int AFTER = 2_000;

  /** No alarm in as many items as were tried: the rate is below one in that many. */
  private static final double NO_ALARM = (double) SEEDS * QUIET;

  /** Takes in random values; an alarm is true. */
  private interface Trial {
    boolean next(SplittableRandom random, boolean changed);
  }

  @Test
  void delays() {
    System.out.println(
        "| change | detector | false alarms / 1000 | its delay (found) | ours (found)"
            + " | onset off by, median | interval holds it |");
    System.out.println("|---|---|---|---|---|---|---|");
    for (double[] change : new double[][] {{0.2, 0.4}, {0.2, 0.8}, {0.05, 0.15}}) {
      bits(change[0], change[1]);
    }
    for (double[] change : new double[][] {{0.5, 1}, {1, 1}, {0, 2}}) {
      numbers(change[0], change[1]);
    }
  }

  private static void bits(double before, double after) {
    Function<Supplier<ErrorBitDetector>, Supplier<Trial>> trials =
        detector ->
            () -> {
              ErrorBitDetector fresh = detector.get();
              return (random, changed) ->
                  fresh.update(random.nextDouble() < (changed ? after : before)) == Status.DRIFT;
            };
    DelayTrial ours = new DelayTrial(new Errors(before), new Errors(after), 1);
    String change = before + " -> " + after;
    Supplier<Trial> adwin =
        () -> {
          ValueDetector fresh = new Adwin(Adwin.Parameters.defaults());
          return (random, changed) ->
              fresh.update(random.nextDouble() < (changed ? after : before) ? 1 : 0)
                  == Status.DRIFT;
        };
    row(change, "ADWIN", adwin, ours);
    row(change, "DDM", trials.apply(() -> new Ddm(Ddm.Parameters.defaults())), ours);
    row(change, "EDDM", trials.apply(() -> new Eddm(Eddm.Parameters.defaults())), ours);
    row(change, "HDDM_A", trials.apply(() -> new HddmA(HddmA.Parameters.defaults())), ours);
    row(change, "HDDM_W", trials.apply(() -> new HddmW(HddmW.Parameters.defaults())), ours);
  }

  private static void numbers(double mean, double deviation) {
    Function<Supplier<ValueDetector>, Supplier<Trial>> trials =
        detector ->
            () -> {
              ValueDetector fresh = detector.get();
              return (random, changed) -> {
                double z = random.nextGaussian();
                return fresh.update(changed ? mean + deviation * z : z) == Status.DRIFT;
              };
            };
    DelayTrial ours = new DelayTrial(new Normal(0, 1), new Normal(mean, deviation), 1);
    String change = "N(0, 1) -> N(" + mean + ", " + deviation + ")";
    row(change, "ADWIN", trials.apply(() -> new Adwin(Adwin.Parameters.defaults())), ours);
    row(
        change,
        "Page-Hinkley",
        trials.apply(() -> new PageHinkley(PageHinkley.Parameters.defaults())),
        ours);
    row(change, "KSWIN", trials.apply(() -> new Kswin(Kswin.Parameters.defaults())), ours);
  }

  private static void row(String change, String name, Supplier<Trial> detector, DelayTrial trial) {
    double alarms = 0;
    double delay = 0;
    double found = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Trial quiet = detector.get();
      for (int i = 0; i < QUIET; i++) {
        alarms += quiet.next(random, false) ? 1 : 0;
      }
      double one = delay(detector.get(), random);
      found += one <= AFTER ? 1 : 0;
      delay += one <= AFTER ? one : 0;
    }
    double runTime = Math.max(ExpectedRunTime.MIN_ITEMS, NO_ALARM / Math.max(1, alarms));
    DelayTrial.Result ours =
        new DelayTrial(trial.before(), trial.after(), runTime).measure(1, 1 + SEEDS);
    System.out.printf(
        "| %s | %s | %.3f | %.0f (%.0f %%) | %.0f (%.0f %%) | %.0f | %.0f %% |%n",
        change,
        name,
        1000 * alarms / NO_ALARM,
        delay / found,
        100 * found / SEEDS,
        ours.delay(),
        100 * ours.found(),
        ours.medianOnsetError(),
        100 * ours.covered());
    boolean sooner = ours.delay() <= delay / found || ours.found() > found / SEEDS;
    assertThat(sooner).as(name + ", " + change).isTrue();
  }

  private static double delay(Trial detector, SplittableRandom random) {
    for (int i = 0; i < BEFORE; i++) {
      detector.next(random, false);
    }
    for (int i = 1; i <= AFTER; i++) {
      if (detector.next(random, true)) {
        return i;
      }
    }
    return AFTER + 1;
  }
}
