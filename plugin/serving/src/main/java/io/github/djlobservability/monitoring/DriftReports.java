package io.github.djlobservability.monitoring;

import io.github.djlobservability.config.PayloadSetting;
import io.github.djlobservability.config.QualitySetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.drift.Check;
import io.github.djlobservability.drift.ModelEvaluation;
import io.github.djlobservability.drift.ValueSpread;
import io.github.djlobservability.drift.reference.profiled.NotWatched;
import io.github.djlobservability.history.HistoryReport;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.monitoring.comparison.CoverageReport;
import io.github.djlobservability.monitoring.comparison.ReferenceMonitor;
import io.github.djlobservability.monitoring.items.LastRequest;
import io.github.djlobservability.monitoring.items.RequestItems;
import io.github.djlobservability.monitoring.past.ModelPast;
import io.github.djlobservability.monitoring.reference.NextReference;
import io.github.djlobservability.monitoring.reference.ReferenceStore;
import io.github.djlobservability.privacy.differential.PrivateReleases;
import io.github.djlobservability.profile.ReferenceProfile;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the reports by which other threads see how a model's items compare. Not thread-safe, except
 * for {@link #published}.
 */
final class DriftReports {
  private final ModelId model;
  private final Settings settings;
  private final ModelPast past;
  private final @Nullable PrivateReleases releases;

  private @Nullable ReferenceMonitor monitor;
  private WatchReport.@Nullable Reference described;
  private ReferenceDescription description;
  private @Nullable RequestItems last;
  private long spreadWindow = -1;
  private volatile PublishedDrift published;

  /**
   * @param past gets what a full window measures
   * @param releases say what may be told of values, with noise; null where they may be exact
   */
  DriftReports(
      ModelId model, Settings settings, ModelPast past, @Nullable PrivateReleases releases) {
    this.model = model;
    this.settings = settings;
    this.past = past;
    this.releases = releases;
    this.description = description(null, List.of());
    this.published =
        new PublishedDrift(WatchReport.idle(model), description, null, List.of(), null);
  }

  private ReferenceDescription description(
      @Nullable ReferenceProfile profile, List<NotWatched> notWatched) {
    return ReferenceDescription.of(
        profile,
        PayloadSetting.reading(settings),
        settings.find(QualitySetting.POSITIVE_CLASS),
        settings.get(PayloadSetting.STREAMED_TEXT),
        notWatched);
  }

  /** Reports on another reference from now on. */
  void begin(ReferenceStore.InForce reference, ReferenceMonitor with) {
    monitor = with;
    described = WatchReport.Reference.of(reference, with.notWatched());
    description = description(with.profile(), with.notWatched());
    spreadWindow = -1;
  }

  /** Reports that there is no reference. */
  void end() {
    monitor = null;
    described = null;
    description = description(null, List.of());
  }

  /** Takes note of the last request. */
  void seen(RequestItems request) {
    last = request;
  }

  /**
   * Makes all of it visible to other threads.
   *
   * @param problem why the reference that was asked for can't be used; null where nothing is wrong
   */
  void publish(NextReference next, CoverageReport coverage, @Nullable String problem) {
    List<ValueSpread> spreads = spreads();
    past.publish();
    LastRequest lastRequest =
        last == null
            ? published.lastRequest()
            : LastRequest.of(last, monitor == null ? null : monitor.profile());
    last = null;
    published =
        new PublishedDrift(
            report(next, coverage, problem),
            description,
            lastRequest,
            spreads,
            monitor == null ? null : monitor.values());
  }

  /** Bars change with windows only. */
  private List<ValueSpread> spreads() {
    if (monitor == null) {
      return List.of();
    }
    if (monitor.windowCount() == spreadWindow) {
      return published.spreads();
    }
    ModelEvaluation evaluation = evaluation();
    if (spreadWindow >= 0 && evaluation != null) {
      past.window(evaluation);
    }
    spreadWindow = monitor.windowCount();
    return releases == null
        ? monitor.spreads()
        : monitor.spreads().stream().map(ValueSpread::ofReference).toList();
  }

  private WatchReport report(
      NextReference next, CoverageReport coverage, @Nullable String problem) {
    HistoryReport happened = past.report();
    ModelEvaluation evaluation = evaluation();
    Map<Check, Map<String, String>> changes = evaluation == null ? Map.of() : evaluation.changes();
    return new WatchReport(
        model,
        next.isBegun() ? new WatchReport.Capture(next.taken(), next.wanted()) : null,
        described,
        evaluation,
        monitor == null ? 0 : monitor.itemsBefore(),
        monitor == null ? 0 : monitor.recentRows(),
        monitor == null ? Map.of() : monitor.extras(),
        past.verdicts(),
        happened.incidents().stream().map(incident -> incident.now(changes)).toList(),
        happened.mutes(),
        coverage,
        releases == null || monitor == null ? null : releases.report(),
        problem);
  }

  /**
   * Measures of windows are exact, so where there is a budget the last release takes their place.
   */
  private @Nullable ModelEvaluation evaluation() {
    ModelEvaluation exact = monitor == null ? null : monitor.evaluate();
    return exact == null || releases == null ? exact : releases.shown(exact);
  }

  /** Returns how the model stands, as it was last published; for any thread. */
  PublishedDrift published() {
    return published;
  }
}
