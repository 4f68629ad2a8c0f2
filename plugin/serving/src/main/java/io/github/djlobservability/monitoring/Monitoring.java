package io.github.djlobservability.monitoring;

import io.github.djlobservability.capture.InferenceLog;
import io.github.djlobservability.config.AuditSetting;
import io.github.djlobservability.config.CaptureSetting;
import io.github.djlobservability.config.DriftSetting;
import io.github.djlobservability.config.FeedbackSetting;
import io.github.djlobservability.config.PayloadSetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.governor.Governor;
import io.github.djlobservability.label.ErasedPredictions;
import io.github.djlobservability.label.FeedbackReply;
import io.github.djlobservability.label.LabelFormat;
import io.github.djlobservability.label.SentLabel;
import io.github.djlobservability.label.wanted.WantedLabels;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ModelListener;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.monitoring.comparison.Embeddings;
import io.github.djlobservability.monitoring.comparison.FeatureTelemetry;
import io.github.djlobservability.monitoring.items.ItemReader;
import io.github.djlobservability.monitoring.reference.HeldFolders;
import io.github.djlobservability.monitoring.reference.ModelFiles;
import io.github.djlobservability.monitoring.report.ReportMaker;
import io.github.djlobservability.monitoring.report.RowShare;
import io.github.djlobservability.monitoring.rollout.Rollouts;
import io.github.djlobservability.observation.CompletedRequest;
import io.github.djlobservability.observation.Erasure;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Observations;
import io.github.djlobservability.observation.Subject;
import io.github.djlobservability.observation.UnknownVersions;
import io.github.djlobservability.rollout.RolloutReport;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.definition.FeatureMetric;
import io.github.djlobservability.telemetry.definition.FeedbackMetric;
import io.github.djlobservability.worker.CpuClock;
import io.github.djlobservability.worker.HandOff;
import io.github.djlobservability.worker.MemoryShare;
import io.github.djlobservability.worker.Worker;
import io.github.djlobservability.worker.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Watches the items of every model that has a reference, or is to get one. One worker thread does
 * it all; what is called from other threads hands over and returns at once.
 */
public final class Monitoring implements Observations, ModelListener {
  private static final String PART = "drift";
  private static final int MAX_WAITING = 10_000;
  private static final long MAX_WAITING_BYTES = 64L << 20;
  private static final long MAX_READING_BYTES = 128L << 20;

  private static final Duration PUBLISH = Duration.ofMillis(100);
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration ADVICE = Duration.ofSeconds(10);
  private static final Duration SAVE = Duration.ofSeconds(60);

  /** While items come, reports are made at every fifth turn only. */
  private static final int BUSY_TURNS = 5;

  private final InstantSource clock = InstantSource.system();
  private final Path stateFolder;
  private final HeldFolders folders = new HeldFolders();
  private final PluginFacts plugin;
  private final Governor governor;
  private final Embeddings embeddings;
  private final MemoryShare reading;
  private final Telemetry telemetry;
  private final Rollouts rollouts;
  private final Listeners listeners;
  private final HandOff<Offered> observations;
  private final Commands commands;
  private final WatchedModels models = new WatchedModels();

  /** The watches whose report doesn't show yet all that was observed; the worker's own. */
  private final Set<ModelWatch> unpublished = new HashSet<>();

  private final UnknownVersions unknownVersions = new UnknownVersions();
  private final LabelIntake intake;
  private final ReportMaker reports;
  private final DriftRequests drift;
  private final Worker worker;
  private boolean quiet = true;
  private int busyTurns;

  /** Watches without second models. */
  public Monitoring(
      Path stateFolder,
      String pluginVersion,
      Telemetry telemetry,
      FileProblems files,
      Governor governor) {
    this(stateFolder, pluginVersion, telemetry, files, governor, Embeddings.NONE);
  }

  /**
   * @param stateFolder where captured references and the monitors' state are kept
   * @param files is told of files that can't be used
   * @param governor says how many requests there is time for
   * @param embeddings gives models a second one
   */
  public Monitoring(
      Path stateFolder,
      String pluginVersion,
      Telemetry telemetry,
      FileProblems files,
      Governor governor,
      Embeddings embeddings) {
    this.embeddings = embeddings;
    this.governor = governor;
    this.stateFolder = stateFolder;
    this.telemetry = telemetry;
    Workers workers = telemetry.workers();
    this.rollouts = new Rollouts(telemetry);
    this.reading = workers.memory().share("reading", MAX_READING_BYTES);
    this.observations =
        workers.handOff("drift", MAX_WAITING, MAX_WAITING_BYTES, Offered::heldBytes);
    this.plugin =
        new PluginFacts(
            pluginVersion,
            workers.memory(),
            new RowShare(workers.memory()),
            telemetry.privacy(),
            new InferenceLog(telemetry, InstantSource.system()),
            governor,
            telemetry,
            observations::refused);
    this.worker = workers.worker(PART, PART);
    this.commands = new Commands(telemetry, worker);
    this.intake = new LabelIntake(workers);
    this.reports = new ReportMaker(workers, InstantSource.system());
    this.drift = new DriftRequests(models, commands, reports, unpublished::add);
    this.listeners =
        new Listeners(
            new VerdictTelemetry(
                telemetry,
                models::reports,
                models::quality,
                unknownVersions::all,
                observations::refused),
            new FeatureTelemetry(telemetry.instruments(FeatureMetric.class), models::values),
            new FeedbackTelemetry(
                telemetry.instruments(FeedbackMetric.class), models::feedbackReports),
            new QualityTelemetry(telemetry, models::qualityReports),
            rollouts,
            files);
    worker.takes(observations, this::observe);
    worker.every(PUBLISH, () -> !unpublished.isEmpty(), this::publishInTurn);
    worker.every(TICK, () -> models.held().forEach(this::tick));
    worker.every(TICK, this::endLeaving);
    worker.every(TICK, rollouts::holdMemory);
    worker.every(ADVICE, rollouts::tell);
    worker.every(SAVE, () -> models.held().forEach(ModelWatch::save));
    worker.atEnd(this::end);
  }

  /** Starts the threads. */
  public void start() {
    worker.start();
    intake.start();
    reports.start();
    plugin.log().start();
  }

  /** Returns what is asked about a model's drift, and of its reference. */
  public DriftRequests drift() {
    return drift;
  }

  /** Returns the models that are watched, and how they stand. */
  public WatchedModels models() {
    return models;
  }

  @Override
  public boolean wanted(ModelId model) {
    ModelWatch watch = models.taking(model);
    return watch != null && watch.isWanted();
  }

  @Override
  public boolean wantsFailed(ModelId model) {
    ModelWatch watch = models.taking(model);
    return watch != null && watch.wantsFailed();
  }

  @Override
  public void versionUnknown(String model) {
    unknownVersions.add(model);
  }

  /**
   * Returns how many requests for any version of a model are not looked into, since which version
   * served them can't be known.
   */
  public long versionsUnknown(String model) {
    return unknownVersions.of(model);
  }

  @Override
  public void offer(Observation observation) {
    ModelWatch watch = models.taking(observation.model());
    if (watch == null) {
      if (models.isGone(observation.model())) {
        observations.countGone();
      }
      return;
    }
    RequestChoice choice = watch.chooser().choose(observation);
    if (choice != RequestChoice.DROPPED) {
      if (!observations.offer(new Offered(watch, observation, choice))) {
        watch.chooser().refused(observation, choice);
      }
    }
  }

  /**
   * Waits for the worker.
   *
   * @param watch the model's, which it may be unloaded from meanwhile
   * @param choice what is to be done with it
   */
  private record Offered(ModelWatch watch, Observation observation, RequestChoice choice) {
    long heldBytes() {
      return observation.heldBytes();
    }
  }

  @Override
  public void loaded(ServedModel model, Path folder) {
    Settings settings = model.settings();
    rollouts.loaded(model.id(), settings);
    boolean watched =
        settings.get(DriftSetting.DRIFT)
            || settings.get(FeedbackSetting.FEEDBACK)
            || CaptureSetting.policy(settings).isOn()
            || AuditSetting.policy(settings).isOn();
    if (!watched || models.get(model.id()) != null) {
      return;
    }
    String reference = settings.find(DriftSetting.REFERENCE);
    ModelFiles own = ModelFiles.of(stateFolder, model.id(), folder, reference);
    HeldFolders.Use state = folders.take(own.state());
    ModelFiles files = state.problem() == null ? own : own.ofNobody();
    Embeddings.Source embedder = embeddings.of(model.id(), settings, folder);
    ModelParts parts = ModelParts.of(model.id(), settings, files, embedder, listeners, plugin);
    ItemReader reader =
        new ItemReader(
            PayloadSetting.reading(settings),
            PayloadSetting.mediaBudget(settings, CpuClock.ofCurrentThread()),
            embedder,
            reading);
    ModelWatch watch =
        new ModelWatch(
            model.id(),
            parts,
            reader,
            governor.begin(DriftSetting.rowsPerSecond(settings)),
            model.statistics(),
            state,
            listeners.files(),
            telemetry.failures());
    ModelWatch before = models.taking(model.id());
    if (before != null) {
      watch.follows(before);
      // What came before is the other's.
      commands.run(PART, this::observeWaiting);
    }
    models.add(model.id(), watch);
    commands.run(PART, watch::open);
  }

  @Override
  public void unloaded(ModelId model) {
    rollouts.unloaded(model);
    ModelWatch gone = models.remove(model);
    unknownVersions.retain(models.names());
    if (gone != null) {
      governor.end(gone.thinning());
      commands.run(PART, gone::save);
    }
  }

  /** Ends those whose model is unloaded and has answered all. */
  private void endLeaving() {
    models
        .leaving()
        .forEach(
            (model, gone) -> {
              if (gone.isDone()) {
                observeWaiting();
                gone.end(null);
                models.end(model, gone);
              }
            });
  }

  private void observeWaiting() {
    int unused = observations.drain(observations.size(), this::observe);
  }

  /**
   * Joins labels to the predictions of a model, or of whichever of its versions have made them.
   *
   * @param versions of one model, those that may have made them; at least one
   * @param body nobody changes it
   * @return completed by another thread, with an {@link
   *     io.github.djlobservability.label.UnreadableLabelsException} for a body that is not in its
   *     format, with a {@link RejectedExecutionException} where they can't be taken; null when too
   *     much waits already
   */
  public @Nullable CompletableFuture<FeedbackReply> label(
      List<ModelId> versions, LabelFormat format, byte[] body) {
    return intake.take(format, body, labels -> commands.ask(() -> join(versions, labels)));
  }

  private FeedbackReply join(List<ModelId> versions, List<SentLabel> labels) throws IOException {
    List<FeedbackWatch> taking = new ArrayList<>();
    for (ModelId version : versions) {
      ModelWatch watch = models.get(version);
      if (watch == null) {
        continue;
      }
      watch.open();
      FeedbackWatch feedback = watch.feedback();
      if (feedback != null) {
        taking.add(feedback);
        unpublished.add(watch);
      }
    }
    if (taking.isEmpty()) {
      String why = models.withoutLabels(versions.get(0));
      throw why == null
          ? new IllegalStateException("model " + versions.get(0) + " is gone")
          : new RejectedExecutionException(why);
    }
    return new VersionLabels(taking, clock.millis()).join(labels);
  }

  /**
   * Returns the items of a model that are wanted labelled.
   *
   * @param items how many, at most {@value WantedLabels#MOST}
   * @return completed by another thread; null when no labels are taken
   */
  public @Nullable CompletableFuture<WantedReport> wanted(ModelId model, int items) {
    ModelWatch watch = models.get(model);
    FeedbackWatch feedback = watch == null ? null : watch.feedback();
    return feedback == null ? null : commands.ask(() -> feedback.wanted(items));
  }

  /**
   * Erases all that is kept of somebody: in memory, in the files of the state, in the inference
   * log.
   *
   * @param id of a request, of a trace, or of a business
   * @return completed by another thread; null when the model isn't watched
   */
  public @Nullable CompletableFuture<Erasure> erase(ModelId model, String id) {
    ModelWatch watch = models.get(model);
    if (watch == null) {
      return null;
    }
    String held = telemetry.privacy().id(id);
    CompletableFuture<ErasedPredictions> erased =
        commands.ask(
            () -> {
              // What came before the wish is not to be kept after it.
              observeWaiting();
              return watch.erasePredictions(held);
            });
    return Commands.inTime(erased.thenCompose(gone -> eraseLines(model, watch, held, gone)));
  }

  /** The log knows requests that had no prediction. */
  private CompletableFuture<Erasure> eraseLines(
      ModelId model, ModelWatch watch, String id, ErasedPredictions gone) {
    return plugin
        .log()
        .erase(model, watch.logFolder(), new Subject(id, gone.requests()), watch.key())
        .thenCompose(
            lines -> {
              Set<String> requests = new HashSet<>(gone.requests());
              requests.addAll(lines.requests());
              Subject subject = new Subject(id, requests);
              return commands.ask(
                  () ->
                      new Erasure(
                          subject,
                          gone.predictions(),
                          gone.labels(),
                          lines.lines(),
                          watch.erase(subject)));
            });
  }

  /** Takes in a request that is over, to compare versions by it. Not for a request's thread. */
  public void requested(CompletedRequest request) {
    rollouts.requested(request);
  }

  /** Returns how the versions of a name compare; null where there are not two. */
  public @Nullable RolloutReport rollout(String name) {
    return rollouts.report(name);
  }

  /** Logs only a share of the inferences that are chosen for the inference log, from 0 to 1. */
  public void keepCaptures(double share) {
    plugin.log().keep(share);
  }

  /** Returns whether a model's inferences are logged; for any thread. */
  public boolean logsInferences() {
    return models.all().stream().anyMatch(ModelWatch::logsInferences);
  }

  /** Stops the threads and writes the state down; waits no longer than it is told. */
  public void close(Duration limit) {
    boolean unused = worker.close(limit);
    intake.close(limit);
    reports.close(limit);
    plugin.log().close(limit);
  }

  private void publishInTurn() {
    if (quiet || ++busyTurns >= BUSY_TURNS) {
      busyTurns = 0;
      publish();
    }
    quiet = true;
  }

  private void end() {
    publish();
    models.held().forEach(ModelWatch::save);
    models.held().forEach(ModelWatch::close);
  }

  private void observe(Offered offered) {
    quiet = false;
    ModelWatch taken = offered.watch();
    ModelWatch owner = taken.owner();
    if (owner == null) {
      taken.chooser().refused(offered.observation(), offered.choice());
      observations.countGone();
      return;
    }
    if (owner != taken) {
      taken.chooser().handOn(offered.choice(), owner.chooser());
    }
    unpublished.add(owner);
    owner.observe(offered.observation(), offered.choice());
  }

  private void publish() {
    governor.beside(() -> unpublished.forEach(ModelWatch::publish));
    unpublished.clear();
  }

  private void tick(ModelWatch watch) {
    watch.tick();
    if (watch.feedback() != null || watch.chooser().isUnsettled()) {
      unpublished.add(watch);
    }
  }
}
