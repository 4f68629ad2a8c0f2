package io.github.djlobservability.monitoring.reference;

import io.github.djlobservability.profile.CategoryCounts;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Series;
import io.github.djlobservability.profile.SeriesProfile;
import io.github.djlobservability.profile.score.ScoredLabels;

/** Estimates how many bytes of the heap a reference and its monitor hold. Stateless. */
public final class ProfileBytes {
  private static final long MODEL = 100_000;
  private static final long SERIES = 60_000;
  private static final long CATEGORY = 200;
  private static final long VALUE = 16;
  private static final long TEXT_VALUE = 500;
  private static final long SCORE_CELL = 60;

  /** A model of characters, and what watches the figures that are no series. */
  private static final long TEXT = 1_500_000;

  private ProfileBytes() {}

  /** Returns the estimate. */
  public static long of(ReferenceProfile profile) {
    long bytes = MODEL;
    long ofRow = 0;
    for (int i = 0; i < profile.schema().size(); i++) {
      FeatureType type = profile.schema().feature(i).type();
      ofRow += type == FeatureType.TEXT || type == FeatureType.TENSOR_SUMMARY ? TEXT_VALUE : VALUE;
      bytes += type == FeatureType.TEXT ? TEXT : 0;
      for (Series series : profile.schema().seriesOf(i)) {
        SeriesProfile values = profile.series(series);
        bytes +=
            SERIES
                + (values instanceof CategoryCounts categories
                    ? CATEGORY * categories.counts().size()
                    : 0);
      }
    }
    ScoredLabels labels = profile.scoredLabels();
    bytes += labels == null ? 0 : SCORE_CELL * labels.cells();
    return bytes + ofRow * profile.sample().size();
  }
}
