package io.github.djlobservability.quality;

import io.github.djlobservability.drift.MonitorSettings;
import io.github.djlobservability.drift.concept.ConceptSettings;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a model's quality is measured.
 *
 * @param windowItems items of a window, from {@value #MIN_WINDOW} to {@value #MAX_WINDOW}
 * @param windowDuration a window also closes when its items span so long; zero for never
 * @param positiveClass of two classes the one that precision and recall are of; null for the last
 *     in order
 * @param scoreOfPositive whether a single score is the probability of the positive class; otherwise
 *     it is that of the class that the model said
 * @param segments names of the features by whose values quality is split
 * @param monitor how labels are watched for drift
 */
public record QualitySettings(
    int windowItems,
    Duration windowDuration,
    @Nullable String positiveClass,
    boolean scoreOfPositive,
    List<String> segments,
    MonitorSettings monitor) {

  /** Smallest window. */
  public static final int MIN_WINDOW = 20;

  /** Largest window. */
  public static final int MAX_WINDOW = 100_000;

  /** As many labelled items are the reference for concept drift where the profile has no labels. */
  static final int CONCEPT_REFERENCE = 1_000;

  /** Checks the ranges. */
  public QualitySettings {
    segments = List.copyOf(segments);
    if (windowItems < MIN_WINDOW || windowItems > MAX_WINDOW || windowDuration.isNegative()) {
      throw new IllegalArgumentException(
          "windowItems is from 20 to 100000, windowDuration not negative; got "
              + windowItems
              + ", "
              + windowDuration);
    }
  }

  /** Windows of 1,000 items, no segments. */
  public static QualitySettings defaults() {
    return new QualitySettings(
        1_000, Duration.ZERO, null, false, List.of(), MonitorSettings.defaults());
  }

  ConceptSettings concept(boolean regression) {
    return new ConceptSettings(monitor, regression, segments, CONCEPT_REFERENCE);
  }

  /** Whether a window from one time to another, in milliseconds, is to close. */
  boolean isFull(long items, long fromMillis, long toMillis) {
    long limit = windowDuration.toMillis();
    return items >= windowItems || (limit > 0 && toMillis - fromMillis >= limit);
  }
}
