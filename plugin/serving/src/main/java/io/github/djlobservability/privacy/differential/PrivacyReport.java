package io.github.djlobservability.privacy.differential;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the differential privacy of a model stands.
 *
 * @param epsilon what a day and subject have
 * @param spentToday what is spent of it, in this day of UTC
 * @param releasesADay how often bins and means are released
 * @param subject the field that names the subject; null where each item is taken for one
 * @param status "waiting" before the first release, then "released"; "spent" where the day has
 *     nothing left, so that nothing newer is released
 * @param releasedAt when the figures that are shown were released, in ISO 8601; null before the
 *     first
 * @param leftOutItems items that are in no release: a subject's second within a period, without a
 *     subject, or past the number of subjects that are told apart
 * @param features what was released
 */
public record PrivacyReport(
    double epsilon,
    double spentToday,
    int releasesADay,
    @Nullable String subject,
    String status,
    @Nullable String releasedAt,
    long leftOutItems,
    List<Feature> features) {
  /** Copies the list. */
  public PrivacyReport {
    features = List.copyOf(features);
  }

  /**
   * Tells what was released of a feature.
   *
   * @param feature its name
   * @param bins their names
   * @param counts items in each bin, with noise; may be negative
   * @param mean of the numbers, worked out from the counts and the middles of the bins; NaN for
   *     categories, and where the noise leaves nothing
   */
  public record Feature(String feature, List<String> bins, List<Long> counts, double mean) {
    /** Copies the lists. */
    public Feature {
      bins = List.copyOf(bins);
      counts = List.copyOf(counts);
    }
  }
}
