package io.github.djlobservability.config;

import org.jspecify.annotations.Nullable;

/**
 * How a model's quality is measured.
 *
 * @param enabled whether it is
 * @param window when a window is full
 * @param positiveClass of two classes the one that precision and recall are of; null for the last
 *     in order
 * @param scoreOfPositive whether a single score is the probability of the positive class; otherwise
 *     of the class that the model said
 */
public record QualityOptions(
    boolean enabled, Window window, @Nullable String positiveClass, boolean scoreOfPositive) {

  /** What holds for those who say nothing: windows of 1,000 items. */
  public static final QualityOptions DEFAULTS =
      new QualityOptions(true, Window.ofItems(1_000), null, false);
}
