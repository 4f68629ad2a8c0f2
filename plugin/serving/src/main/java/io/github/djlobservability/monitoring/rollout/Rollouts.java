package io.github.djlobservability.monitoring.rollout;

import io.github.djlobservability.config.RolloutSetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.observation.CompletedRequest;
import io.github.djlobservability.observation.Subject;
import io.github.djlobservability.quality.PredictionKind;
import io.github.djlobservability.quality.measure.LabelledItem;
import io.github.djlobservability.rollout.ModelRollout;
import io.github.djlobservability.rollout.RolloutReport;
import io.github.djlobservability.rollout.RolloutReport.Advice;
import io.github.djlobservability.rollout.Said;
import io.github.djlobservability.telemetry.ModelAttributes;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.Event;
import io.github.djlobservability.telemetry.definition.LoadKeys;
import io.github.djlobservability.worker.Holding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the versions of each model that has several. Thread-safe, by a lock that no request's
 * thread takes: the threads that read items and watch the load bring what is compared.
 */
public final class Rollouts {
  private static final Logger LOGGER = LoggerFactory.getLogger(Rollouts.class);
  private static final long MAX_BYTES = 64L << 20;
  private static final double NANOS = 1e9;

  private final Map<String, ModelRollout> models = new HashMap<>();
  private final Set<ModelId> versions = new HashSet<>();
  private final Map<ModelId, Set<Advice>> told = new HashMap<>();
  private final Telemetry telemetry;
  private final Holding memory;

  /** Begins without models. */
  public Rollouts(Telemetry telemetry) {
    this.telemetry = telemetry;
    this.memory = new Holding(telemetry.workers().memory().share("rollout", MAX_BYTES));
  }

  /** Takes in a version, in the order in which they are registered. */
  public synchronized void loaded(ModelId model, Settings settings) {
    if (settings.get(RolloutSetting.ROLLOUT) && versions.add(model)) {
      ModelRollout rollout = models.computeIfAbsent(model.name(), ModelRollout::new);
      change(model, rollout, now -> rollout.add(model.version(), RolloutSetting.of(settings), now));
    }
  }

  /** Lets go of a version. */
  public synchronized void unloaded(ModelId model) {
    ModelRollout rollout = models.get(model.name());
    if (versions.remove(model) && rollout != null) {
      change(model, rollout, now -> rollout.remove(model.version(), now));
      if (rollout.isEmpty()) {
        models.remove(model.name());
      }
    }
  }

  private void change(ModelId model, ModelRollout rollout, LongConsumer change) {
    String before = rollout.baseline();
    String saidBefore = rollout.baselineChange();
    change.accept(System.currentTimeMillis());
    forgetTold(model, before, rollout.baseline());
    String said = rollout.baselineChange();
    if (said != null && !said.equals(saidBefore)) {
      LOGGER.info("Model {}: versions are compared anew. {}", model.name(), said);
    }
  }

  /**
   * Forgets what was told of comparisons that begin anew: a version's, or all with the baseline.
   */
  private void forgetTold(ModelId changed, @Nullable String before, @Nullable String after) {
    boolean all = !Objects.equals(before, after) || Objects.equals(before, changed.version());
    told.keySet()
        .removeIf(version -> all ? version.name().equals(changed.name()) : version.equals(changed));
  }

  /** Returns whether a version is compared with others. */
  public synchronized boolean isCompared(ModelId model) {
    return find(model) != null;
  }

  private @Nullable ModelRollout find(ModelId model) {
    ModelRollout rollout = models.get(model.name());
    return rollout != null && rollout.isOn() && versions.contains(model) ? rollout : null;
  }

  /**
   * Returns what predictions are: as the version's reference says it, else as that of another does,
   * so that they can be compared; null where none does.
   */
  public synchronized @Nullable PredictionKind kind(ModelId model, @Nullable PredictionKind own) {
    ModelRollout rollout = versions.contains(model) ? models.get(model.name()) : null;
    return rollout == null ? own : rollout.kind(model.version(), own);
  }

  /** Takes in a request that is over. */
  public synchronized void requested(CompletedRequest request) {
    ModelRollout rollout = models.get(request.model().name());
    if (rollout == null || !rollout.isOn()) {
      return;
    }
    if (!request.isVersionKnown()) {
      rollout.versionUnknown();
      return;
    }
    if (!versions.contains(request.model())) {
      return;
    }
    rollout.requested(
        request.model().version(),
        request.epochMillis(),
        request.failed(),
        request.durationNanos() / NANOS);
  }

  /**
   * Takes in a prediction.
   *
   * @param request the id of its request as it is held; null without one
   */
  public synchronized void predicted(
      ModelId model, long epochMillis, @Nullable String request, int row, Said said) {
    with(model, (rollout, version) -> rollout.predicted(version, epochMillis, request, row, said));
  }

  /** Takes in an item whose label has come, with the id and the row of its request. */
  public synchronized void labelled(
      ModelId model, @Nullable String request, int row, LabelledItem item) {
    with(model, (rollout, version) -> rollout.labelled(version, request, row, item));
  }

  /** Erases what waits of somebody's requests, to any version of a model. */
  public synchronized void erase(ModelId model, Subject subject) {
    ModelRollout rollout = models.get(model.name());
    if (rollout != null) {
      rollout.erase(subject.requests());
      rollout.erase(List.of(subject.id()));
    }
  }

  private void with(ModelId model, BiConsumer<ModelRollout, @Nullable String> use) {
    ModelRollout rollout = find(model);
    if (rollout != null) {
      use.accept(rollout, model.version());
    }
  }

  /** Keeps what waits within the memory that there is; to be called now and then. */
  public synchronized void holdMemory() {
    long bytes = bytes();
    long claimed = memory.hold(bytes);
    for (ModelRollout rollout : models.values()) {
      rollout.shrink(
          claimed < bytes ? (long) ((double) rollout.bytes() / bytes * claimed) : Long.MAX_VALUE);
    }
    if (claimed < bytes) {
      long unused = memory.hold(bytes());
    }
  }

  /** Tells of advice to stop, or to go on, each once of a version; to be called now and then. */
  public void tell() {
    for (Told advice : news()) {
      ModelId model = advice.model();
      boolean stop = advice.candidate().advice() == Advice.STOP;
      telemetry
          .events()
          .tell(
              LOGGER,
              stop,
              Event.ROLLOUT_ADVICE,
              "Model %s: %s: %s"
                  .formatted(model, stop ? "stop" : "it can go on", advice.candidate().reason()),
              Instant.now(),
              ModelAttributes.of(model)
                  .put(
                      LoadKeys.ROLLOUT_ADVICE,
                      advice.candidate().advice().name().toLowerCase(Locale.ROOT))
                  .build());
    }
  }

  private synchronized List<Told> news() {
    List<Told> news = new ArrayList<>();
    models.forEach(
        (name, rollout) -> {
          RolloutReport report = rollout.report();
          for (RolloutReport.Candidate candidate :
              report == null ? List.<RolloutReport.Candidate>of() : report.candidates()) {
            ModelId id = new ModelId(name, candidate.version());
            if (candidate.advice() != Advice.WAIT
                && told.computeIfAbsent(id, of -> EnumSet.noneOf(Advice.class))
                    .add(candidate.advice())) {
              news.add(new Told(id, candidate));
            }
          }
        });
    return news;
  }

  private record Told(ModelId model, RolloutReport.Candidate candidate) {}

  private long bytes() {
    return models.values().stream().mapToLong(ModelRollout::bytes).sum();
  }

  /** Returns how the versions of a name compare; null where there are not two. */
  public synchronized @Nullable RolloutReport report(String name) {
    ModelRollout rollout = models.get(name);
    return rollout == null ? null : rollout.report();
  }
}
