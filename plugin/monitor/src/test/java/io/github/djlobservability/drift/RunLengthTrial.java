package io.github.djlobservability.drift;

import io.github.djlobservability.drift.reference.Item;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** Runs monitors on items that do not drift and measures how long they take to say so. */
record RunLengthTrial(Columns columns, int referenceRows, double expectedRunTime) {

  /**
   * Mean and standard error of the items until the first DRIFT.
   *
   * @param items the mean
   * @param error its standard error
   */
  record Result(double items, double error) {}

  /** Over the seeds from one to another, the last excluded. */
  Result measure(long firstSeed, long endSeed) {
    double[] lengths =
        LongStream.range(firstSeed, endSeed).parallel().mapToDouble(this::length).toArray();
    double mean = 0;
    for (double length : lengths) {
      mean += length / lengths.length;
    }
    double squares = 0;
    for (double length : lengths) {
      squares += (length - mean) * (length - mean);
    }
    return new Result(mean, Math.sqrt(squares / lengths.length / (lengths.length - 1)));
  }

  private double length(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ModelMonitor monitor =
        new ModelMonitor(
            columns.reference(referenceRows, random),
            MonitorSettings.defaults()
                .withExpectedRunTime(ExpectedRunTime.ofItems(expectedRunTime))
                .withSeed(seed));
    Item item = monitor.newItem();
    for (long number = 1; ; number++) {
      for (Verdict verdict : monitor.observe(columns.fill(item, number, random))) {
        if (verdict.status() == Status.DRIFT) {
          return number;
        }
      }
    }
  }
}
