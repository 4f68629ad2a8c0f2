package io.github.djlobservability.monitoring;

import io.github.djlobservability.config.DriftSetting;
import io.github.djlobservability.config.PrivacySetting;
import io.github.djlobservability.config.QualitySetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.config.value.ReleasePolicy;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.history.HistoryReport;
import io.github.djlobservability.history.ModelIncident;
import io.github.djlobservability.history.MuteOutcome;
import io.github.djlobservability.history.QualityPoint;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.monitoring.comparison.Embeddings;
import io.github.djlobservability.monitoring.comparison.FeatureTelemetry;
import io.github.djlobservability.monitoring.comparison.HeldNames;
import io.github.djlobservability.monitoring.comparison.ItemComparison;
import io.github.djlobservability.monitoring.comparison.PreparedReference;
import io.github.djlobservability.monitoring.comparison.ReferenceMonitor;
import io.github.djlobservability.monitoring.items.ItemIds;
import io.github.djlobservability.monitoring.items.RequestItems;
import io.github.djlobservability.monitoring.past.ModelPast;
import io.github.djlobservability.monitoring.reference.CapturedItem;
import io.github.djlobservability.monitoring.reference.ModelFiles;
import io.github.djlobservability.monitoring.reference.NextReference;
import io.github.djlobservability.monitoring.reference.ProfileBytes;
import io.github.djlobservability.monitoring.reference.ReferenceChange;
import io.github.djlobservability.monitoring.reference.ReferenceStore;
import io.github.djlobservability.monitoring.report.RecentRows;
import io.github.djlobservability.monitoring.report.ReportSource;
import io.github.djlobservability.observation.Subject;
import io.github.djlobservability.payload.document.NotReadException;
import io.github.djlobservability.privacy.differential.PrivateReleases;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.quality.PredictionKind;
import io.github.djlobservability.state.LockedFileException;
import io.github.djlobservability.state.PrivateFiles;
import io.github.djlobservability.worker.Holding;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares a model's items with its reference, and takes one where there is none. */
final class DriftWatch implements Part {
  /** How each setting is called that a sentence may name. */
  private static final String A_SETTING = "observability.";

  private static final Logger LOGGER = LoggerFactory.getLogger(DriftWatch.class);
  private static final double MB = 1 << 20;
  private static final String EXACT =
      "no reference is taken of requests: with observability.privacy.epsilon it would show their"
          + " exact bins; ship one with the model";

  private final ModelId model;
  private final Settings settings;
  private final ModelFiles files;
  private final ReferenceStore store;
  private final Listeners listeners;
  private final Embeddings.Source embeddings;
  private final PluginFacts plugin;
  private final Holding referenceBytes;
  private final HeldNames names;
  private final ModelPast past;
  private final NextReference next;
  private final ItemComparison comparison;
  private final DriftReports reports;
  private final ReferenceProblem problem;
  private final @Nullable PrivateReleases releases;

  private @Nullable ReferenceMonitor monitor;
  private @Nullable Path inForce;

  /**
   * @param embeddings makes embeddings of what is sent to the model
   */
  DriftWatch(
      ModelId model,
      Settings settings,
      ModelFiles files,
      Embeddings.Source embeddings,
      Listeners listeners,
      PluginFacts plugin) {
    this.model = model;
    this.settings = settings;
    this.files = files;
    this.embeddings = embeddings;
    this.listeners = listeners;
    this.plugin = plugin;
    this.problem = new ReferenceProblem(model, listeners.files());
    this.store = new ReferenceStore(files, InstantSource.system(), problem::refused);
    this.releases = releases(files, settings, plugin);
    this.referenceBytes = new Holding(plugin.memory().share("references", Long.MAX_VALUE));
    this.names = new HeldNames(plugin.privacy(), settings);
    this.past = new ModelPast(model, files, plugin.memory().share("history", Long.MAX_VALUE));
    this.next =
        new NextReference(model, plugin.version(), settings, plugin.privacy(), plugin.memory());
    this.comparison = new ItemComparison(model, settings, this::tell);
    this.reports = new DriftReports(model, settings, past, releases);
  }

  private static @Nullable PrivateReleases releases(
      ModelFiles files, Settings settings, PluginFacts plugin) {
    ReleasePolicy policy = PrivacySetting.releases(settings);
    return policy == null
        ? null
        : new PrivateReleases(
            policy,
            files.releases(),
            plugin.memory().share("subjects", Long.MAX_VALUE),
            new SecureRandom(),
            InstantSource.system());
  }

  @Override
  public String label() {
    return "drift";
  }

  @Override
  public String withoutIt() {
    return "its reference can't be used, so drift isn't watched";
  }

  /** Reads the reference and the state that were kept, or begins to capture. */
  @Override
  public void open() throws IOException {
    // The past first: it is of use by itself, and nothing waits for it.
    past.open();
    ReferenceStore.InForce found;
    try {
      found = store.open();
    } catch (LockedFileException | RuntimeException e) {
      problem.refused(asked(), e);
      publish();
      throw e;
    } catch (IOException e) {
      // A file that its operator has to mend is no failure of the plugin, and the past stays of
      // use.
      problem.refused(asked(), e);
      publish();
      return;
    }
    if (found != null) {
      compareWith(found);
    } else if (settings.get(DriftSetting.CAPTURE) > 0) {
      ReferenceChange unused = capture(settings.get(DriftSetting.CAPTURE));
    }
  }

  private Path asked() {
    Path shipped = files.shipped();
    return shipped == null ? files.captured() : shipped;
  }

  /** Takes the next items as the reference, beside the monitor of the one in force. */
  ReferenceChange capture(long items) {
    if (releases != null) {
      comparison.note("reference", EXACT);
      publish();
      return ReferenceChange.NOT_WITH_EPSILON;
    }
    ReferenceChange change = next.begin(items, monitor == null ? null : monitor.profile().schema());
    publish();
    return change;
  }

  /** Takes no more items as the reference; the one in force stays. */
  ReferenceChange cancelCapture() {
    ReferenceChange change = next.cancel();
    publish();
    return change;
  }

  /**
   * Goes back from the captured reference to the shipped one, and takes no more items.
   *
   * @throws IOException if the shipped one can't be used, or the captured one can't be kept: then
   *     all is as it was
   */
  ReferenceChange dropCaptured() throws IOException {
    if (!store.isCaptured()) {
      return ReferenceChange.NOT_CAPTURED;
    }
    ReferenceStore.InForce shipped = store.shipped();
    save();
    Path kept = store.drop(past.verdicts());
    LOGGER.info("Model {}: its captured reference is dropped, and kept in {}", model, kept);
    ReferenceChange unused = next.cancel();
    close();
    problem.solved();
    if (shipped != null) {
      compareWith(shipped);
      return ReferenceChange.SHIPPED_IN_FORCE;
    }
    past.endReference();
    open();
    publish();
    return ReferenceChange.NONE_IN_FORCE;
  }

  @Override
  public boolean isActive() {
    return next.isBegun() || monitor != null;
  }

  @Override
  public void observe(RequestItems request) throws IOException {
    reports.seen(request);
    NotReadException notRead = request.notRead();
    if (notRead != null && isActive()) {
      comparison.notCompared(notRead, request.observation());
    }
    for (int i = 0; i < request.size(); i++) {
      observe(
          new CapturedItem(
              request.items().get(i),
              request.predictions().get(i),
              request.observation().epochMillis()),
          request);
    }
  }

  /**
   * Counts items that were seen, and that a fair choice has left out.
   *
   * @param exact whether they were counted; if not, it is an estimate
   */
  void leftOut(long items, boolean exact) {
    comparison.leftOut(items, exact);
  }

  /** Counts requests that failed: what they had is compared with nothing. */
  void failed(long requests) {
    comparison.failed(requests);
  }

  private void observe(CapturedItem item, RequestItems request) throws IOException {
    if (monitor == null && next.isBegun()) {
      comparison.taken();
    } else if (comparison.compare(item, request)) {
      past.compared();
    }
    ReferenceProfile taken = next.add(item);
    if (taken != null) {
      adopt(taken, request.notPredicted());
    }
  }

  /** Keeps a verdict for the report, and tells it. */
  void tell(Verdict exact) {
    Verdict verdict = releases == null || exact.concept() != null ? exact : exact.withoutFigures();
    listeners.verdicts().verdict(model, past.add(verdict));
  }

  /**
   * Mutes a feature for some hours, for none to end that.
   *
   * @throws IOException if that can't be kept over a restart
   */
  MuteOutcome mute(String feature, long hours) throws IOException {
    long now = System.currentTimeMillis();
    boolean known =
        monitor != null
            && monitor.evaluate().features().stream()
                .anyMatch(one -> one.feature().equals(feature));
    if (!known) {
      return MuteOutcome.NO_SUCH_FEATURE;
    }
    boolean done = past.mute(feature, now + Duration.ofHours(hours).toMillis(), now);
    LOGGER.info("Model {}: {} is muted for {} hours", model, feature, hours);
    publish();
    save();
    return done ? MuteOutcome.DONE : MuteOutcome.TOO_MANY;
  }

  /** Ends what is no longer muted, and tells of what has changed without a request. */
  @Override
  public void tick() throws IOException {
    long now = System.currentTimeMillis();
    for (ModelIncident incident : past.settled(now)) {
      listeners.verdicts().incident(model, incident, Instant.ofEpochMilli(now));
    }
    past.tick();
    boolean released = releases != null && releases.tick();
    if (past.endMutes(now) || released || isGivenUp()) {
      publish();
    }
  }

  private boolean isGivenUp() {
    Embeddings.Report now = embeddings.report();
    Embeddings.Report told = reports.published().report().coverage().embeddings();
    return now != null
        && now.problem() != null
        && !now.problem().equals(told == null ? null : told.problem());
  }

  /** Notes what does not fit together, once for a topic. */
  void note(String topic, String sentence) {
    comparison.noteForGood(topic, sentence);
    publish();
  }

  /** Keeps a window of labelled items. */
  void measured(QualityPoint point) {
    past.measured(point);
  }

  /** Where it can't be kept, the reference in force and its monitor go on. */
  private void adopt(ReferenceProfile profile, @Nullable NotReadException notPredicted)
      throws IOException {
    try {
      save();
      Path kept = store.adopt(profile, inForce, past.verdicts());
      if (kept != null) {
        LOGGER.info("Model {}: the reference that is replaced is kept in {}", model, kept);
      }
    } catch (IOException e) {
      problem.refused(files.captured(), "the captured one can't be kept (" + e + ")");
      throw e;
    }
    problem.solved();
    compareWith(new ReferenceStore.InForce(profile, files.captured(), true, null));
    sayWhatLacks(profile, notPredicted);
  }

  /**
   * Without a prediction labels have nothing to be joined to: that is told while it can be mended.
   */
  private void sayWhatLacks(ReferenceProfile taken, @Nullable NotReadException why) {
    if (why != null && taken.schema().indicesOf(FeatureRole.PREDICTION).isEmpty()) {
      String found = why.advised(PrivacySetting.values(settings).showsAll());
      comparison.note(
          "reference",
          "the reference that was taken has no prediction, so predictions are not compared and"
              + " labels can't join: "
              + found
              + (found.contains(A_SETTING)
                  ? "; set that, and take it again"
                  : "; take it again of responses that have one"));
      publish();
    }
  }

  private void compareWith(ReferenceStore.InForce reference) throws IOException {
    PreparedReference prepared;
    try {
      prepared = PreparedReference.of(reference, settings, plugin.privacy());
    } catch (IllegalArgumentException e) {
      problem.refused(reference.file(), e);
      publish();
      return;
    }
    closeMonitor();
    ReferenceProfile profile = prepared.profile();
    if (!hold(reference, ProfileBytes.of(profile))) {
      publish();
      return;
    }
    if (releases != null) {
      releases.begin(profile);
    }
    monitor =
        new ReferenceMonitor(
            model,
            prepared,
            files.monitor(),
            counters(profile),
            new RecentRows(plugin.rows(), releases == null));
    comparison.begin(monitor, prepared.notes());
    names.follow(monitor);
    reports.begin(reference, monitor);
    inForce = reference.file();
    past.begin(profile, monitor.itemsBefore() == 0);
    LOGGER.info("Model {}: compared with the reference {}", model, reference.file());
    monitor.notWatched().forEach(one -> LOGGER.info("Model {}: {}", model, one.sentence()));
    if (reference.note() != null) {
      LOGGER.warn("Model {}: {}", model, reference.note());
    }
    publish();
  }

  /** Without a bound the references of many models would take all that a small server has. */
  private boolean hold(ReferenceStore.InForce reference, long bytes) {
    long held = referenceBytes.hold(bytes);
    if (held == bytes) {
      return true;
    }
    referenceBytes.close();
    problem.refused(
        reference.file(),
        String.format(
            Locale.ROOT,
            "it takes about %.1f MB of the heap, and %.1f MB are left of what observability.memory"
                + " has for references, so drift isn't watched; raise it, or the heap, and start"
                + " the server anew",
            bytes / MB,
            held / MB));
    return false;
  }

  private ReferenceMonitor.Counters counters(ReferenceProfile profile) {
    FeatureTelemetry features = listeners.features();
    return new ReferenceMonitor.Counters(
        features.violations(model, profile),
        settings.get(DriftSetting.HISTOGRAMS) ? features.values(model, profile) : null,
        releases);
  }

  /** Returns the reference with all that compares with it; null while there is no reference. */
  @Nullable ReferenceMonitor monitor() {
    return monitor;
  }

  /**
   * Returns all that a report is made of.
   *
   * @throws IllegalStateException if there is nothing to make one of
   */
  ReportSource reportSource() {
    if (monitor == null || monitor.recentRows() == 0) {
      throw new IllegalStateException("model " + model + " has no rows for a report any more");
    }
    return monitor.reportSource(model, plugin.version());
  }

  /** Returns what predictions are, by the settings or the reference; null where neither says it. */
  @Nullable PredictionKind predictionKind() {
    if (settings.get(QualitySetting.TRANSCRIPTS)) {
      return PredictionKind.TRANSCRIPT;
    }
    return monitor == null ? null : monitor.predictionKind();
  }

  /** Returns how names of items and labels are held. */
  HeldNames names() {
    return names;
  }

  /**
   * Returns the reference that payloads are read by; null when there is none, and while a new one
   * is taken because requests don't fit the one in force.
   */
  @Nullable ReferenceProfile expected() {
    boolean misfit = next.isBegun() && comparison.isFailing();
    return monitor == null || misfit ? null : monitor.profile();
  }

  /** Returns which inputs and predictions drift at the moment. */
  Set<DriftKind> drifting() {
    return monitor == null ? Set.of() : monitor.drifting();
  }

  @Override
  public void erase(Subject subject) {
    Predicate<String> ids = name -> ItemIds.isOf(name, subject);
    past.forget(ids);
    if (monitor != null) {
      monitor.forget(ids);
    }
  }

  /** The number of an incident that somebody was told must not be given to another one. */
  @Override
  public boolean hasTold() {
    return past.hasTold();
  }

  @Override
  public void save() throws IOException {
    past.save();
    if (monitor != null) {
      PrivateFiles.createFolders(files.state());
      monitor.save(files.monitor());
    }
    past.allSaved();
  }

  @Override
  public void close() {
    embeddings.close();
    next.close();
    closeMonitor();
    past.close();
    if (releases != null) {
      releases.close();
    }
  }

  private void closeMonitor() {
    if (monitor != null) {
      monitor.close();
      monitor = null;
      inForce = null;
      comparison.end();
      names.follow(null);
      reports.end();
      referenceBytes.close();
    }
  }

  @Override
  public void publish() {
    reports.publish(next, comparison.report(embeddings.report()), problem.sentence());
  }

  /** Returns how the model stands, as it was last published; for any thread. */
  PublishedDrift published() {
    return reports.published();
  }

  /** Returns what happened to the model; for any thread. */
  HistoryReport history() {
    return past.report();
  }
}
