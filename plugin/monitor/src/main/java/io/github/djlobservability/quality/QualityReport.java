package io.github.djlobservability.quality;

import io.github.djlobservability.drift.ModelEvaluation;
import io.github.djlobservability.quality.measure.Task;
import io.github.djlobservability.quality.measure.WindowQuality;
import io.github.djlobservability.statistics.Interval;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How right a model is: a snapshot that any thread may read. All intervals are of 95 %.
 *
 * @param task what the model predicts; null as long as nothing tells
 * @param classes in the order of the confusion matrices; empty for a regression
 * @param positiveClass the class that precision and recall are of; null unless there are two
 * @param predictedItems items that the model answered
 * @param labelledItems items whose label has come
 * @param openItems items of the window that is not full yet
 * @param windows the last full windows of labelled items, newest first
 * @param reference measures of the reference's own rows; empty where they have no labels
 * @param estimates quality without labels
 * @param concept whether what is right has moved
 * @param warnings what makes these figures meaningless, one sentence each
 */
public record QualityReport(
    @Nullable Task task,
    List<String> classes,
    @Nullable String positiveClass,
    long predictedItems,
    long labelledItems,
    long openItems,
    List<WindowQuality> windows,
    Map<String, Interval> reference,
    Estimates estimates,
    Concept concept,
    List<String> warnings) {

  /** Says what estimates rest on; shown wherever they are. */
  public static final String ASSUMPTION =
      "P(label | input) is still that of the reference: right when inputs have moved, wrong when"
          + " the concept has";

  /**
   * Quality without labels.
   *
   * @param assumption what it rests on
   * @param calibratedOn rows of the reference with score and label; 0 if there are no estimates
   * @param windows the last full windows of predicted items, newest first
   */
  public record Estimates(String assumption, long calibratedOn, List<EstimatedQuality> windows) {}

  /**
   * Whether what is right has moved.
   *
   * @param reference what labels are compared with: {@code profile} or {@code first labels}
   * @param evaluation how the checks stand; null as long as the first labels are being collected
   * @param leftOut labelled items that are not compared with the reference, as they stand for fewer
   *     items than others: those that are compared are a fair sample
   */
  public record Concept(String reference, @Nullable ModelEvaluation evaluation, long leftOut) {}
}
