package io.github.djlobservability.drift;

import java.time.Duration;

/**
 * How a model is watched.
 *
 * @param expectedRunTime mean time to a false alarm of the model
 * @param windowSize items of a window of measured values, at least 20
 * @param windowDuration a window also closes when it has lasted so long; zero for never
 * @param minSamples items before a status other than WARMING_UP, at least 1
 * @param rowCheck whether whole rows are watched beside the single features
 * @param seed of the random ranks among equal values
 */
public record MonitorSettings(
    ExpectedRunTime expectedRunTime,
    int windowSize,
    Duration windowDuration,
    int minSamples,
    boolean rowCheck,
    long seed) {

  /** Checks the ranges. */
  public MonitorSettings {
    if (windowSize < 20 || minSamples < 1 || windowDuration.isNegative()) {
      throw new IllegalArgumentException(
          "windowSize is at least 20, minSamples at least 1, windowDuration not negative; got "
              + windowSize
              + ", "
              + minSamples
              + ", "
              + windowDuration);
    }
  }

  /** One false alarm a week; windows of 500 items; 30 items to warm up; rows watched; seed 42. */
  public static MonitorSettings defaults() {
    return new MonitorSettings(
        ExpectedRunTime.of(Duration.ofDays(7)), 500, Duration.ZERO, 30, true, 42);
  }

  /** These, with another expected run time. */
  public MonitorSettings withExpectedRunTime(ExpectedRunTime value) {
    return new MonitorSettings(value, windowSize, windowDuration, minSamples, rowCheck, seed);
  }

  /** These, with other windows. */
  public MonitorSettings withWindow(int size, Duration duration) {
    return new MonitorSettings(expectedRunTime, size, duration, minSamples, rowCheck, seed);
  }

  /** These, with another number of items to warm up. */
  public MonitorSettings withMinSamples(int value) {
    return new MonitorSettings(expectedRunTime, windowSize, windowDuration, value, rowCheck, seed);
  }

  /** These, with whole rows watched or not. */
  public MonitorSettings withRowCheck(boolean value) {
    return new MonitorSettings(
        expectedRunTime, windowSize, windowDuration, minSamples, value, seed);
  }

  /** These, with another seed. */
  public MonitorSettings withSeed(long value) {
    return new MonitorSettings(
        expectedRunTime, windowSize, windowDuration, minSamples, rowCheck, value);
  }
}
