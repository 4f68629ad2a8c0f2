package io.github.djlobservability.monitoring.reference;

import io.github.djlobservability.profile.CategoryCounts;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Series;
import io.github.djlobservability.profile.SeriesProfile;
import io.github.djlobservability.profile.score.ScoredLabels;

/**
 * Estimates, from above, how many bytes of the heap a reference holds with all that compares items
 * and labels with it. Stateless.
 */
public final class ProfileBytes {
  private static final long MODEL = 100_000;

  /** A distribution, its charts, what they learn after an alarm, and known values. */
  private static final long NUMBERS = 90_000;

  private static final long CATEGORIES = 60_000;

  /** The windows and charts that measure how right the model is. */
  private static final long QUALITY = 250_000;

  private static final long CATEGORY = 200;
  private static final long SCORE_CELL = 60;

  /** A model of characters, and what watches the figures that are no series. */
  private static final long TEXT = 1_500_000;

  private ProfileBytes() {}

  /** Returns the estimate. */
  public static long of(ReferenceProfile profile) {
    long bytes = MODEL + QUALITY;
    for (int i = 0; i < profile.schema().size(); i++) {
      FeatureType type = profile.schema().feature(i).type();
      bytes += type == FeatureType.TEXT ? TEXT : 0;
      for (Series series : profile.schema().seriesOf(i)) {
        SeriesProfile values = profile.series(series);
        bytes +=
            values instanceof CategoryCounts categories
                ? CATEGORIES + CATEGORY * categories.counts().size()
                : NUMBERS;
      }
    }
    ScoredLabels labels = profile.scoredLabels();
    bytes += labels == null ? 0 : SCORE_CELL * labels.cells();
    return bytes + profile.sample().heldBytes();
  }
}
