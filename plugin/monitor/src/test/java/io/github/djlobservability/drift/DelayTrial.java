package io.github.djlobservability.drift;

import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.Item;
import io.github.djlobservability.drift.reference.ModelReference;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * Measures how many items a monitor of one feature takes to say that it has changed.
 *
 * <p>The reference has {@value #REFERENCE} items and {@value #BEFORE} more come before the change;
 * runs with an alarm among those are drawn again. A change not found within {@value #HORIZON} items
 * counts as missed.
 */
record DelayTrial(Source before, Source after, double expectedRunTime) {

  static final int REFERENCE = 1_800;
  static final int BEFORE = 200;
  static final int HORIZON = 20_000;

  /** Draws the values of a trial. */
  interface Source {

    /** Returns a reference of values drawn from this. */
    FeatureReference reference(int rows, SplittableRandom random);

    /** Puts a value drawn from this. */
    void put(Item item, SplittableRandom random);
  }

  /** Normal numbers. */
  record Normal(double mean, double deviation) implements Source {

    @Override
    public FeatureReference reference(int rows, SplittableRandom random) {
      double[] values = new double[rows];
      Arrays.setAll(values, i -> mean + deviation * random.nextGaussian());
      return FeatureReference.numeric("x", DriftKind.DATA, values);
    }

    @Override
    public void put(Item item, SplittableRandom random) {
      item.number(0, mean + deviation * random.nextGaussian());
    }
  }

  /** Whether a model errs. */
  record Errors(double share) implements Source {

    @Override
    public FeatureReference reference(int rows, SplittableRandom random) {
      long errors = 0;
      for (int i = 0; i < rows; i++) {
        errors += random.nextDouble() < share ? 1 : 0;
      }
      return FeatureReference.errors("x", errors, rows - errors);
    }

    @Override
    public void put(Item item, SplittableRandom random) {
      boolean error = random.nextDouble() < share;
      item.category(0, error ? FeatureReference.ERROR : FeatureReference.CORRECT);
    }
  }

  /** One run's delay and how far off the onset was. */
  record Run(double delay, double onsetError, boolean covered) {}

  /** Means over runs. */
  record Result(double delay, double found, double medianOnsetError, double covered) {}

  Result measure(long firstSeed, long endSeed) {
    Run[] runs =
        LongStream.range(firstSeed, endSeed).parallel().mapToObj(this::run).toArray(Run[]::new);
    Run[] found = Arrays.stream(runs).filter(run -> run.delay() <= HORIZON).toArray(Run[]::new);
    double[] errors = Arrays.stream(found).mapToDouble(Run::onsetError).sorted().toArray();
    return new Result(
        Arrays.stream(found).mapToDouble(Run::delay).average().orElse(Double.NaN),
        (double) found.length / runs.length,
        errors.length == 0 ? Double.NaN : errors[errors.length / 2],
        Arrays.stream(found).filter(Run::covered).count() / (double) Math.max(1, found.length));
  }

  private Run run(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    while (true) {
      Run run = attempt(random, seed);
      if (run.delay() > 0) {
        return run;
      }
    }
  }

  private Run attempt(SplittableRandom random, long seed) {
    ModelMonitor monitor =
        new ModelMonitor(
            ModelReference.of(List.of(before.reference(REFERENCE, random))),
            MonitorSettings.defaults()
                .withExpectedRunTime(ExpectedRunTime.ofItems(expectedRunTime))
                .withSeed(seed));
    Item item = monitor.newItem();
    for (int number = 1; number <= BEFORE + HORIZON; number++) {
      item.start(number, null);
      (number <= BEFORE ? before : after).put(item, random);
      for (Verdict verdict : monitor.observe(item)) {
        Onset onset = verdict.onset();
        if (verdict.status() == Status.DRIFT
            && verdict.check() == Check.DISTRIBUTION
            && onset != null) {
          boolean covered = onset.earliest() <= BEFORE + 1 && onset.latest() >= BEFORE + 1;
          return new Run(number - BEFORE, Math.abs(onset.item() - (BEFORE + 1)), covered);
        }
      }
    }
    return new Run(HORIZON + 1, 0, false);
  }
}
