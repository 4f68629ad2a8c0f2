package io.github.djlobservability.drift;

import io.github.djlobservability.drift.incident.MinEffect;
import io.github.djlobservability.drift.reference.AlarmWeights;
import java.time.Duration;

/**
 * How a model is monitored.
 *
 * @param expectedRunTime mean time to a false alarm of the model
 * @param window when a window of measured values is full
 * @param minSamples items before a status other than WARMING_UP, at least 1
 * @param rowCheck whether whole rows are monitored beside the single features
 * @param minEffect how large a change must be to be a DRIFT
 * @param weights by which features share the model's false alarms
 * @param seed of the random ranks among equal values
 */
public record MonitorSettings(
    ExpectedRunTime expectedRunTime,
    Window window,
    int minSamples,
    boolean rowCheck,
    MinEffect minEffect,
    AlarmWeights weights,
    long seed) {

  /** Checks the range. */
  public MonitorSettings {
    if (minSamples < 1) {
      throw new IllegalArgumentException("minSamples is at least 1, got " + minSamples);
    }
  }

  /**
   * Returns the defaults: one false alarm a week; windows of 500 items; 30 items to warm up; whole
   * rows too; any change matters, and each feature as much as any other; seed 42.
   */
  public static MonitorSettings defaults() {
    return new MonitorSettings(
        ExpectedRunTime.of(Duration.ofDays(7)),
        Window.ofItems(500),
        30,
        true,
        MinEffect.ANY,
        AlarmWeights.EQUAL,
        42);
  }

  /** Returns these, with another expected run time. */
  public MonitorSettings withExpectedRunTime(ExpectedRunTime value) {
    return new MonitorSettings(value, window, minSamples, rowCheck, minEffect, weights, seed);
  }

  /** Returns these, with other windows. */
  public MonitorSettings withWindow(Window value) {
    return new MonitorSettings(
        expectedRunTime, value, minSamples, rowCheck, minEffect, weights, seed);
  }

  /** Returns these, with or without whole rows. */
  public MonitorSettings withRowCheck(boolean value) {
    return new MonitorSettings(
        expectedRunTime, window, minSamples, value, minEffect, weights, seed);
  }

  /** Returns these, with changes that matter only if they are so large. */
  public MonitorSettings withMinEffect(MinEffect value) {
    return new MonitorSettings(expectedRunTime, window, minSamples, rowCheck, value, weights, seed);
  }

  /** Returns these, with other shares of the false alarms. */
  public MonitorSettings withWeights(AlarmWeights value) {
    return new MonitorSettings(
        expectedRunTime, window, minSamples, rowCheck, minEffect, value, seed);
  }

  /** Returns these, with another seed. */
  public MonitorSettings withSeed(long value) {
    return new MonitorSettings(
        expectedRunTime, window, minSamples, rowCheck, minEffect, weights, value);
  }
}
