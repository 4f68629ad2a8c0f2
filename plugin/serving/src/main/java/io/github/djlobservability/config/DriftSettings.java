package io.github.djlobservability.config;

import io.github.djlobservability.drift.ExpectedRunTime;
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
 * @param predictionField the field of an answer that holds the prediction; null for the usual names
 * @param scoreField the field of an answer that holds the score; null for the usual names
 * @param histograms whether each feature's values are also exported as a histogram over the
 *     reference's bins
 */
public record DriftSettings(
    boolean enabled,
    ExpectedRunTime expectedRunTime,
    Window window,
    @Nullable String reference,
    long captureItems,
    @Nullable String predictionField,
    @Nullable String scoreField,
    boolean histograms) {

  /** What holds for those who say nothing: one false alarm a week, windows of 500 items. */
  public static final DriftSettings DEFAULTS =
      new DriftSettings(
          true,
          ExpectedRunTime.of(Duration.ofDays(7)),
          Window.ofItems(500),
          null,
          0,
          null,
          null,
          false);
}
