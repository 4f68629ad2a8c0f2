package io.github.djlobservability.monitoring;

import io.github.djlobservability.drift.FeatureEvaluation;
import io.github.djlobservability.drift.ModelEvaluation;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.drift.reference.profiled.NotWatched;
import io.github.djlobservability.history.ModelIncident;
import io.github.djlobservability.history.Mute;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.monitoring.comparison.CoverageReport;
import io.github.djlobservability.monitoring.comparison.ViolationCounter;
import io.github.djlobservability.monitoring.reference.ReferenceStore;
import io.github.djlobservability.privacy.differential.PrivacyReport;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.quality.QualityReport;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a model stands.
 *
 * @param capture the reference that is being taken; null when none is
 * @param reference the reference that is in force; null when there is none
 * @param evaluation what the monitor measures; null without a reference
 * @param itemsBefore how many of the evaluation's items came before the model was loaded, by this
 *     process or an earlier one: its state outlives both
 * @param recentRows how many of the last items a report can be made of
 * @param extra how often each value came that the reference does not know, by name: the first
 *     {@value ViolationCounter#MAX_EXTRA_NAMES} names, all others as {@value
 *     ViolationCounter#OTHER}
 * @param verdicts the last ones, newest first; of an incident of many features those of the first
 * @param incidents the changes that they belong to, newest first, of whatever reference
 * @param muted features whose verdicts need nobody's attention for a while
 * @param coverage how many items were compared, and why not the others
 * @param privacy how bins and means are released with noise; null where they are exact
 * @param referenceProblem why the reference that was asked for can't be used; null if it can, or
 *     none was asked for
 */
public record WatchReport(
    ModelId model,
    @Nullable Capture capture,
    @Nullable Reference reference,
    @Nullable ModelEvaluation evaluation,
    long itemsBefore,
    int recentRows,
    Map<String, Long> extra,
    List<Verdict> verdicts,
    List<ModelIncident> incidents,
    List<Mute> muted,
    CoverageReport coverage,
    @Nullable PrivacyReport privacy,
    @Nullable String referenceProblem) {

  static WatchReport idle(ModelId model) {
    return new WatchReport(
        model,
        null,
        null,
        null,
        0,
        0,
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        CoverageReport.NOTHING,
        null,
        null);
  }

  /** Returns how many items were compared with the reference since the model was loaded. */
  public long itemsSinceStart() {
    return evaluation == null ? 0 : evaluation.itemCount() - itemsBefore;
  }

  /** Returns whether a feature is muted. */
  public boolean isMuted(String feature) {
    return muted.stream().anyMatch(mute -> mute.feature().equals(feature));
  }

  /** Returns the worst status of the features that are not muted; null without a reference. */
  public @Nullable Status unmutedStatus() {
    if (evaluation == null || muted.isEmpty()) {
      return evaluation == null ? null : evaluation.status();
    }
    return evaluation.features().stream()
        .filter(feature -> !isMuted(feature.feature()))
        .map(FeatureEvaluation::status)
        .max(Comparator.naturalOrder())
        .orElse(Status.STABLE);
  }

  /**
   * Returns how the model stands: the worst status of the features that are not muted and of its
   * labels; null without a reference. Labels count from a warning on: that they say nothing bad
   * doesn't tell how the model is.
   */
  public @Nullable Status status(@Nullable QualityReport quality) {
    Status values = unmutedStatus();
    ModelEvaluation labels = quality == null ? null : quality.concept().evaluation();
    if (labels == null || labels.status().compareTo(Status.WARNING) < 0) {
      return values;
    }
    return values == null || labels.status().compareTo(values) > 0 ? labels.status() : values;
  }

  /** A reference that is being taken. */
  public record Capture(long taken, long wanted) {}

  /**
   * A reference that is in force.
   *
   * @param captured whether it was captured here; otherwise it came with the model
   * @param createdAt when it was made, in ISO 8601
   * @param rows rows it is made of
   * @param note what became of another one; null when there was none
   * @param notWatched what it has too little of to be watched
   */
  public record Reference(
      boolean captured,
      String createdAt,
      List<String> sources,
      long rows,
      @Nullable String note,
      List<NotWatched> notWatched) {
    static Reference of(ReferenceStore.InForce reference, List<NotWatched> notWatched) {
      ReferenceProfile profile = reference.profile();
      return new Reference(
          reference.captured(),
          profile.provenance().createdAt().toString(),
          profile.provenance().sources(),
          profile.rowCount(),
          reference.note(),
          notWatched);
    }
  }
}
