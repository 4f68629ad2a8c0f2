package io.github.djlobservability.console.overview;

import io.github.djlobservability.config.GeneralSetting;
import io.github.djlobservability.drift.ValueSpread;
import io.github.djlobservability.history.HistoryReport;
import io.github.djlobservability.load.LoadReport;
import io.github.djlobservability.model.GenerationStatistics;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ModelSummary;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.model.Trend;
import io.github.djlobservability.monitoring.FeedbackReport;
import io.github.djlobservability.monitoring.WatchReport;
import io.github.djlobservability.monitoring.items.LastRequest;
import io.github.djlobservability.quality.QualityReport;
import io.github.djlobservability.rollout.RolloutReport;
import io.github.djlobservability.telemetry.series.SeriesLeftOut;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the parts know of one model at one moment. Immutable.
 *
 * @param figures its requests
 * @param trend their course
 * @param generations null when it generates nothing
 * @param hardware null when that isn't measured
 * @param load null when that isn't watched
 * @param drift null when that isn't watched
 * @param spreads how the values of each feature are spread
 * @param history what happened to it
 * @param lastRequest how it was read; null before the first
 * @param quality null when that isn't measured
 * @param labels null when none are taken
 * @param rollout how its versions compare; null where there are not two
 * @param versionsUnknown requests for any version of it that are not looked into, since which
 *     version served them can't be known
 * @param seriesLeftOut how many series are not among its metrics
 */
public record ModelSnapshot(
    ServedModel model,
    ModelSummary figures,
    List<Trend.Point> trend,
    GenerationStatistics.@Nullable Summary generations,
    @Nullable Record hardware,
    @Nullable LoadReport load,
    @Nullable WatchReport drift,
    List<ValueSpread> spreads,
    HistoryReport history,
    @Nullable LastRequest lastRequest,
    @Nullable QualityReport quality,
    @Nullable FeedbackReport labels,
    @Nullable RolloutReport rollout,
    long versionsUnknown,
    SeriesLeftOut seriesLeftOut) {

  /** Returns the name and version. */
  public ModelId id() {
    return model.id();
  }

  /** Returns whether anything is looked at. */
  public boolean enabled() {
    return model.settings().get(GeneralSetting.ENABLED);
  }
}
