package io.github.djlobservability.config;

import io.github.djlobservability.drift.ExpectedRunTime;
import io.github.djlobservability.payload.ReadingSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a model's inputs and predictions are watched.
 *
 * @param enabled whether they are
 * @param expectedRunTime mean time to a false alarm
 * @param window when a window of measured values is full
 * @param reference the reference profile's file, relative to the model's folder; null for the usual
 *     name
 * @param captureItems how many items to take as reference when the model has none; 0 for none
 * @param reading where items and predictions are in payloads
 * @param histograms whether each feature's values are also exported as a histogram over the
 *     reference's bins
 */
public record DriftSettings(
    boolean enabled,
    ExpectedRunTime expectedRunTime,
    Window window,
    @Nullable String reference,
    long captureItems,
    ReadingSettings reading,
    boolean histograms) {

  /** What holds for those who say nothing: one false alarm a week, windows of 500 items. */
  public static final DriftSettings DEFAULTS =
      new DriftSettings(
          true,
          ExpectedRunTime.of(Duration.ofDays(7)),
          Window.ofItems(500),
          null,
          0,
          ReadingSettings.DEFAULTS,
          false);
}
