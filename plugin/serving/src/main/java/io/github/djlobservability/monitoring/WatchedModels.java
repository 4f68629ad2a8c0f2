package io.github.djlobservability.monitoring;

import io.github.djlobservability.drift.ValueSpread;
import io.github.djlobservability.history.HistoryReport;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.monitoring.comparison.ValueCounter;
import io.github.djlobservability.monitoring.items.LastRequest;
import io.github.djlobservability.quality.QualityReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The models that are watched, and how they stood when that was last published. Thread-safe. */
public final class WatchedModels {
  /** More models than are ever unloaded while requests to them are under way. */
  private static final int MOST_GONE = 1000;

  private final Map<ModelId, ModelWatch> watches = new ConcurrentHashMap<>();

  /**
   * Has the watch of each model that takes what it answers. One whose model is unloaded stays until
   * it has ended or another takes its place, since requests to it may not be over.
   */
  private final Map<ModelId, ModelWatch> taking = new ConcurrentHashMap<>();

  /** Models that nobody takes anything of any more. */
  private final Set<ModelId> gone = ConcurrentHashMap.newKeySet();

  WatchedModels() {}

  void add(ModelId model, ModelWatch watch) {
    taking.put(model, watch);
    watches.put(model, watch);
    gone.remove(model);
  }

  /** Takes a model off the list; its watch takes what is on its way until {@link #end}. */
  @Nullable ModelWatch remove(ModelId model) {
    return watches.remove(model);
  }

  /** Takes note that the watch of a model that was removed has ended. */
  void end(ModelId model, ModelWatch watch) {
    if (gone.size() >= MOST_GONE) {
      gone.clear();
    }
    gone.add(model);
    boolean unused = taking.remove(model, watch);
  }

  @Nullable ModelWatch get(ModelId model) {
    return watches.get(model);
  }

  /** Returns who takes what a model answers, be it unloaded or not. */
  @Nullable ModelWatch taking(ModelId model) {
    return taking.get(model);
  }

  /** Returns whether a model was watched, and nobody takes anything of it any more. */
  boolean isGone(ModelId model) {
    return gone.contains(model);
  }

  /** Returns those that have not ended. */
  Collection<ModelWatch> held() {
    return taking.values();
  }

  /** Returns those that have not ended though their model is unloaded. */
  Map<ModelId, ModelWatch> leaving() {
    Map<ModelId, ModelWatch> leaving = new HashMap<>(taking);
    leaving.values().removeAll(watches.values());
    return leaving;
  }

  Collection<ModelWatch> all() {
    return watches.values();
  }

  List<String> names() {
    return watches.keySet().stream().map(ModelId::name).toList();
  }

  /** Returns how a model stands; null when it isn't watched. */
  public @Nullable WatchReport report(ModelId model) {
    PublishedDrift drift = published(model);
    return drift == null ? null : drift.report();
  }

  /** Returns how the last request of a model was read; null when none was. */
  public @Nullable LastRequest lastRequest(ModelId model) {
    PublishedDrift drift = published(model);
    return drift == null ? null : drift.lastRequest();
  }

  /** Returns how the values of each feature of a model are spread; empty when nothing tells. */
  public List<ValueSpread> spreads(ModelId model) {
    PublishedDrift drift = published(model);
    return drift == null ? List.of() : drift.spreads();
  }

  /** Returns what a model's payloads are read by; null when it isn't watched. */
  public @Nullable ReferenceDescription reference(ModelId model) {
    PublishedDrift drift = published(model);
    return drift == null ? null : drift.description();
  }

  private @Nullable PublishedDrift published(ModelId model) {
    DriftWatch drift = part(model, ModelWatch::drift);
    return drift == null ? null : drift.published();
  }

  /** Returns what happened to a model; nothing when it isn't watched. */
  public HistoryReport history(ModelId model) {
    DriftWatch drift = part(model, ModelWatch::drift);
    return drift == null ? HistoryReport.NOTHING : drift.history();
  }

  /** Returns how a model's labels stand; null when none are taken. */
  public @Nullable FeedbackReport feedback(ModelId model) {
    FeedbackWatch feedback = part(model, ModelWatch::feedback);
    return feedback == null ? null : feedback.report();
  }

  /** Returns how right a model is; null when that isn't measured. */
  public @Nullable QualityReport quality(ModelId model) {
    QualityWatch quality = part(model, ModelWatch::quality);
    return quality == null ? null : quality.report();
  }

  /**
   * Returns why labels of a model are not taken though they are asked for; null where they are
   * taken, or not asked for.
   */
  public @Nullable String withoutLabels(ModelId model) {
    return part(model, ModelWatch::withoutLabels);
  }

  /** Returns whether labels of a model are taken, or may be once it is open. */
  public boolean mayTakeLabels(ModelId model) {
    ModelWatch watch = watches.get(model);
    return watch != null && watch.mayTakeLabels();
  }

  /** Returns why what is kept of a model is another server's; null where it isn't. */
  public @Nullable String keptElsewhere(ModelId model) {
    return part(model, ModelWatch::keptElsewhere);
  }

  private <T> @Nullable T part(ModelId model, Function<ModelWatch, @Nullable T> part) {
    ModelWatch watch = watches.get(model);
    return watch == null ? null : part.apply(watch);
  }

  Collection<WatchReport> reports() {
    return published().map(PublishedDrift::report).toList();
  }

  Collection<ValueCounter.Reading> values() {
    return published().flatMap(drift -> Stream.ofNullable(drift.values())).toList();
  }

  private Stream<PublishedDrift> published() {
    return all().stream()
        .flatMap(watch -> Stream.ofNullable(watch.drift()))
        .map(DriftWatch::published);
  }

  Collection<FeedbackReport> feedbackReports() {
    List<FeedbackReport> reports = new ArrayList<>();
    for (ModelId model : watches.keySet()) {
      FeedbackReport report = feedback(model);
      if (report != null) {
        reports.add(report);
      }
    }
    return reports;
  }

  Map<ModelId, QualityReport> qualityReports() {
    Map<ModelId, QualityReport> reports = new HashMap<>();
    for (ModelId model : watches.keySet()) {
      QualityReport report = quality(model);
      if (report != null) {
        reports.put(model, report);
      }
    }
    return reports;
  }
}
