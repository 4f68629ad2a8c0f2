package io.github.djlobservability.drift;

import java.time.Duration;

/**
 * How a model is monitored.
 *
 * @param expectedRunTime mean time to a false alarm of the model
 * @param window when a window of measured values is full
 * @param minSamples items before a status other than WARMING_UP, at least 1
 * @param rowCheck whether whole rows are monitored beside the single features
 * @param seed of the random ranks among equal values
 */
public record MonitorSettings(
    ExpectedRunTime expectedRunTime, Window window, int minSamples, boolean rowCheck, long seed) {

  /** Checks the range. */
  public MonitorSettings {
    if (minSamples < 1) {
      throw new IllegalArgumentException("minSamples is at least 1, got " + minSamples);
    }
  }

  /**
   * Returns the defaults: one false alarm a week; windows of 500 items; 30 items to warm up; whole
   * rows too; seed 42.
   */
  public static MonitorSettings defaults() {
    return new MonitorSettings(
        ExpectedRunTime.of(Duration.ofDays(7)), Window.ofItems(500), 30, true, 42);
  }

  /** Returns these, with another expected run time. */
  public MonitorSettings withExpectedRunTime(ExpectedRunTime value) {
    return new MonitorSettings(value, window, minSamples, rowCheck, seed);
  }

  /** Returns these, with other windows. */
  public MonitorSettings withWindow(Window value) {
    return new MonitorSettings(expectedRunTime, value, minSamples, rowCheck, seed);
  }

  /** Returns these, with another number of items to warm up. */
  public MonitorSettings withMinSamples(int value) {
    return new MonitorSettings(expectedRunTime, window, value, rowCheck, seed);
  }

  /** Returns these, with or without whole rows. */
  public MonitorSettings withRowCheck(boolean value) {
    return new MonitorSettings(expectedRunTime, window, minSamples, value, seed);
  }

  /** Returns these, with another seed. */
  public MonitorSettings withSeed(long value) {
    return new MonitorSettings(expectedRunTime, window, minSamples, rowCheck, value);
  }
}
