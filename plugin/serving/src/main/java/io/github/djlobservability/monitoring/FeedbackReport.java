package io.github.djlobservability.monitoring;

import io.github.djlobservability.config.FeedbackSetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.label.DelayReport;
import io.github.djlobservability.label.JoinReport;
import io.github.djlobservability.model.ModelId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a model's labels stand, and by which settings.
 *
 * @param settings those in force
 * @param coverage share of the predictions that are kept that have a label; NaN without any
 * @param predictions what is kept
 * @param labels what came
 * @param delays how long labels take, and whether that matters
 * @param lastRefused the last label that could not be joined; null when none was
 */
public record FeedbackReport(
    ModelId model,
    InForce settings,
    double coverage,
    JoinReport.Predictions predictions,
    JoinReport.Labels labels,
    DelayReport delays,
    @Nullable Refused lastRefused) {

  static FeedbackReport of(
      ModelId model, Settings settings, JoinReport join, @Nullable Refused lastRefused) {
    return new FeedbackReport(
        model,
        new InForce(
            settings.find(FeedbackSetting.KEY),
            settings.get(FeedbackSetting.RETENTION).toSeconds(),
            settings.get(FeedbackSetting.LATENESS).toSeconds(),
            settings.get(FeedbackSetting.MAX_BYTES),
            FeedbackSetting.segments(settings)),
        join.coverage(),
        join.predictions(),
        join.labels(),
        join.delays(),
        lastRefused);
  }

  /**
   * A label that could not be joined to a prediction.
   *
   * @param time when it came, in ISO 8601
   * @param outcome what became of it
   * @param reason why; null where it may hold what was sent, which may not be shown
   */
  public record Refused(String time, String outcome, @Nullable String reason) {}

  /** The settings in force, as {@code observability.feedback.*} names them. */
  public record InForce(
      @Nullable String key,
      long retentionSeconds,
      long latenessSeconds,
      long maxBytes,
      List<String> segments) {}
}
