package io.github.djlobservability.monitoring;

import io.github.djlobservability.config.DriftSetting;
import io.github.djlobservability.config.PayloadSetting;
import io.github.djlobservability.config.PrivacySetting;
import io.github.djlobservability.config.QualitySetting;
import io.github.djlobservability.config.ReleasePolicy;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.disclosure.ValuePolicy;
import io.github.djlobservability.drift.Check;
import io.github.djlobservability.drift.ModelEvaluation;
import io.github.djlobservability.drift.MonitorSettings;
import io.github.djlobservability.drift.ValueSpread;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.NotWatched;
import io.github.djlobservability.history.HistoryReport;
import io.github.djlobservability.history.ModelIncident;
import io.github.djlobservability.history.MuteOutcome;
import io.github.djlobservability.history.QualityPoint;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.monitoring.items.ItemIds;
import io.github.djlobservability.monitoring.items.LastRequest;
import io.github.djlobservability.monitoring.items.RequestItems;
import io.github.djlobservability.monitoring.past.ModelPast;
import io.github.djlobservability.monitoring.reference.CapturedItem;
import io.github.djlobservability.monitoring.reference.ModelFiles;
import io.github.djlobservability.monitoring.reference.ProfileBytes;
import io.github.djlobservability.monitoring.reference.ReferenceCapture;
import io.github.djlobservability.monitoring.reference.ReferenceChange;
import io.github.djlobservability.monitoring.reference.ReferenceStore;
import io.github.djlobservability.monitoring.report.RecentRows;
import io.github.djlobservability.monitoring.report.ReportSource;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Subject;
import io.github.djlobservability.payload.document.FieldPath;
import io.github.djlobservability.payload.document.NotReadException;
import io.github.djlobservability.privacy.HeldCategories;
import io.github.djlobservability.privacy.differential.PrivateReleases;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.file.ProfileFormatException;
import io.github.djlobservability.quality.PredictionKind;
import io.github.djlobservability.state.FileTrouble;
import io.github.djlobservability.state.LockedFileException;
import io.github.djlobservability.state.PrivateFiles;
import io.github.djlobservability.worker.Holding;
import io.github.djlobservability.worker.MemoryShare;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares a model's items with its reference, and takes one where there is none. */
final class DriftWatch implements Part {
  private static final Logger LOGGER = LoggerFactory.getLogger(DriftWatch.class);
  private static final String OLD_TEXTS =
      "the reference was made before texts were measured by scripts, characters and spelling, so"
          + " only their length, words and main script are compared; make a new one";
  private static final String OTHER_KEY =
      "take a new reference, or start the server with the values.key of the state folder that this"
          + " one was taken in";
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
  private final MemoryShare captures;
  private final Holding referenceBytes;
  private final ValuePolicy policy;
  private final HeldNames names;
  private final ModelPast past;
  private final Coverage coverage;
  private final @Nullable PrivateReleases releases;

  private @Nullable ReferenceCapture capture;
  private @Nullable ReferenceMonitor monitor;
  private @Nullable Path inForce;
  private WatchReport.@Nullable Reference described;
  private ReferenceDescription description;
  private @Nullable RequestItems last;
  private ConfigurationCheck configuration;
  private @Nullable String referenceProblem;
  private long spreadWindow = -1;
  private volatile PublishedDrift published;

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
    this.embeddings = embeddings;
    this.policy = PrivacySetting.values(settings);
    this.model = model;
    this.settings = settings;
    this.files = files;
    this.store =
        new ReferenceStore(files, InstantSource.system(), (file, why) -> refused(file, why));
    this.listeners = listeners;
    this.plugin = plugin;
    this.releases = releases(files, settings, plugin);
    this.captures = plugin.memory().share(ReferenceCapture.BUFFER, ReferenceCapture.mostBytes());
    this.referenceBytes = new Holding(plugin.memory().share("references", Long.MAX_VALUE));
    this.names = new HeldNames(plugin.privacy(), settings);
    this.past = new ModelPast(model, files, plugin.memory().share("history", Long.MAX_VALUE));
    this.coverage = new Coverage(model, policy.showsAll());
    this.configuration = new ConfigurationCheck(policy.showsAll());
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
      refused(asked(), reason(e));
      publish();
      throw e;
    } catch (IOException e) {
      // A file that its operator has to mend is no failure of the plugin, and the past stays of
      // use.
      refused(asked(), reason(e));
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

  private static String reason(Exception e) {
    if (e instanceof ProfileFormatException damaged) {
      return damaged.problem();
    }
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (e instanceof IOException trouble) {
      return FileTrouble.sentence(trouble);
    }
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private void refused(Path reference, String why) {
    referenceProblem = reference + ": " + why;
    listeners.files().refused(model, reference, why);
  }

  /** Takes the next items as the reference, beside the monitor of the one in force. */
  ReferenceChange capture(long items) {
    if (capture != null) {
      return ReferenceChange.CAPTURING_ALREADY;
    }
    if (releases != null) {
      coverage.note("reference", EXACT);
      publish();
      return ReferenceChange.NOT_WITH_EPSILON;
    }
    capture =
        new ReferenceCapture(
            model,
            plugin.version(),
            items,
            captures,
            plugin.privacy(),
            schema ->
                new HeldCategories(
                    plugin.privacy(),
                    policy,
                    settings.find(QualitySetting.POSITIVE_CLASS),
                    schema));
    if (monitor != null) {
      capture.keepNames(monitor.profile().schema());
    }
    LOGGER.info("Model {}: the next {} items are taken as its reference", model, items);
    publish();
    return ReferenceChange.CAPTURING;
  }

  /** Takes no more items as the reference; the one in force stays. */
  ReferenceChange cancelCapture() {
    if (capture == null) {
      return ReferenceChange.NOT_CAPTURING;
    }
    LOGGER.info(
        "Model {}: taking a reference was cancelled at {} of {} items",
        model,
        capture.taken(),
        capture.wanted());
    endCapture();
    publish();
    return ReferenceChange.CANCELLED;
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
    cancelCapture();
    close();
    accepted();
    if (shipped != null) {
      compareWith(shipped);
      return ReferenceChange.SHIPPED_IN_FORCE;
    }
    past.endReference();
    description = description(null, List.of());
    open();
    publish();
    return ReferenceChange.NONE_IN_FORCE;
  }

  @Override
  public boolean isActive() {
    return capture != null || monitor != null;
  }

  @Override
  public void observe(RequestItems request) throws IOException {
    last = request;
    NotReadException notRead = request.notRead();
    if (notRead != null && isActive()) {
      notCompared(notRead, request.observation());
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
    coverage.sampled(items, exact);
    if (monitor != null) {
      monitor.leaveOut(items);
    }
  }

  /** Counts requests that failed: what they had is compared with nothing. */
  void failed(long requests) {
    coverage.failed(requests);
  }

  private void observe(CapturedItem item, RequestItems request) throws IOException {
    if (monitor == null && capture != null) {
      coverage.compared();
    } else if (monitor != null && !monitor.knows(item.fields())) {
      notCompared(monitor.unknown(item.fields()), request.observation());
    } else if (monitor != null) {
      compare(monitor, item, request);
    }
    ReferenceProfile taken = capture == null ? null : capture.add(item);
    if (taken != null) {
      adopt(taken);
    }
  }

  private void compare(ReferenceMonitor with, CapturedItem item, RequestItems request) {
    NotReadException notPredicted = request.notPredicted();
    if (notPredicted != null && with.hasPrediction()) {
      coverage.withoutPrediction(notPredicted);
    } else {
      coverage.compared();
    }
    if (item.prediction().value() != null && !with.hasPrediction()) {
      coverage.note(
          "reference",
          "the responses have predictions and the reference has none, so they are not compared;"
              + " make the reference with --prediction");
    }
    Verdict fits = configuration.compared(coverage.seen(), request.observation().epochMillis());
    if (fits != null) {
      tell(fits);
    }
    past.compared();
    boolean unread = notPredicted != null && notPredicted.reason().isOfStream();
    with.observe(item, request.observation(), subject(item), unread).forEach(this::tell);
    String lack = with.lackOfScore();
    if (lack != null) {
      FieldPath set = settings.find(PayloadSetting.SCORE);
      String remedy =
          set == null
              ? "; set " + PayloadSetting.SCORE.key() + " to where it is"
              : "; " + PayloadSetting.SCORE.key() + "=" + set + " leads to no number in them";
      coverage.note("score", lack + remedy);
    }
    String fewRows = with.fewWholeRows();
    if (fewRows != null) {
      coverage.note("rows", fewRows);
    }
  }

  private @Nullable String subject(CapturedItem item) {
    ReleasePolicy policy = PrivacySetting.releases(settings);
    Object value =
        policy == null || policy.subject() == null
            ? null
            : item.fields().values().get(policy.subject());
    return value instanceof String || value instanceof Number ? value.toString() : null;
  }

  private void notCompared(NotReadException why, Observation observation) {
    coverage.notCompared(why);
    Verdict verdict = configuration.notCompared(why, coverage.seen(), observation.epochMillis());
    if (verdict != null) {
      tell(verdict);
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
    Embeddings.Report told = published.report().coverage().embeddings();
    return now != null
        && now.problem() != null
        && !now.problem().equals(told == null ? null : told.problem());
  }

  /** Notes what does not fit together, once for a topic. */
  void note(String topic, String sentence) {
    coverage.noteForGood(topic, sentence);
    publish();
  }

  /** Keeps a window of labelled items. */
  void measured(QualityPoint point) {
    past.measured(point);
  }

  /** Where it can't be kept, the reference in force and its monitor go on. */
  private void adopt(ReferenceProfile profile) throws IOException {
    endCapture();
    try {
      save();
      Path kept = store.adopt(profile, inForce, past.verdicts());
      if (kept != null) {
        LOGGER.info("Model {}: the reference that is replaced is kept in {}", model, kept);
      }
    } catch (IOException e) {
      refused(files.captured(), "the captured one can't be kept (" + e + ")");
      throw e;
    }
    accepted();
    NotReadException why = last == null ? null : last.notPredicted();
    compareWith(new ReferenceStore.InForce(profile, files.captured(), true, null));
    sayWhatLacks(profile, why);
  }

  /**
   * Without a prediction labels have nothing to be joined to: that is told while it can be mended.
   */
  private void sayWhatLacks(ReferenceProfile taken, @Nullable NotReadException why) {
    if (why != null && taken.schema().indicesOf(FeatureRole.PREDICTION).isEmpty()) {
      coverage.note(
          "reference",
          "the reference that was taken has no prediction, so predictions are not compared and"
              + " labels can't join: "
              + why.sentence(policy.showsAll())
              + "; set that, and take it again");
      publish();
    }
  }

  private void endCapture() {
    if (capture != null) {
      capture.close();
      capture = null;
    }
  }

  private void compareWith(ReferenceStore.InForce found) throws IOException {
    ReferenceStore.InForce reference;
    try {
      reference = found.withProfile(found.profile().withoutOtherKeys(plugin.privacy().keyId()));
    } catch (IllegalArgumentException e) {
      refused(found.file(), e.getMessage() + "; " + OTHER_KEY);
      publish();
      return;
    }
    closeMonitor();
    coverage.forgetNotes();
    if (reference.profile().hasOldTexts()) {
      coverage.note("texts", OLD_TEXTS);
    }
    List<String> otherKeys = reference.profile().otherKeys();
    if (!otherKeys.isEmpty()) {
      coverage.note(
          "key",
          "not compared, because the reference's categories are hashed with the key of another"
              + " state folder: "
              + String.join(", ", otherKeys)
              + "; "
              + OTHER_KEY);
    }
    configuration = new ConfigurationCheck(policy.showsAll());
    HeldCategories held =
        new HeldCategories(
            plugin.privacy(),
            policy,
            settings.find(QualitySetting.POSITIVE_CLASS),
            reference.profile(),
            !reference.captured());
    ReferenceProfile profile = reference.profile().held(held);
    MonitorSettings watched = DriftSetting.monitor(settings);
    String unknown = watched.weights().unknown(profile.schema());
    if (unknown != null) {
      coverage.note("weights", DriftSetting.WEIGHTS.key() + ": " + unknown);
    }
    String unknownClass = QualitySetting.unknownClass(settings, profile, plugin.privacy()::hash);
    if (unknownClass != null) {
      coverage.note("positive-class", unknownClass);
    }
    if (releases != null) {
      releases.begin(profile);
    }
    monitor =
        new ReferenceMonitor(
            model,
            profile,
            watched,
            files.monitor(),
            counters(profile),
            held,
            new RecentRows(plugin.rows(), releases == null));
    names.follow(monitor);
    inForce = reference.file();
    hold(ProfileBytes.of(profile));
    described = WatchReport.Reference.of(reference, monitor.notWatched());
    description = description(profile, monitor.notWatched());
    spreadWindow = -1;
    past.begin(profile, monitor.itemsBefore() == 0);
    LOGGER.info("Model {}: compared with the reference {}", model, reference.file());
    monitor.notWatched().forEach(one -> LOGGER.info("Model {}: {}", model, one.sentence()));
    if (reference.note() != null) {
      LOGGER.warn("Model {}: {}", model, reference.note());
    }
    publish();
  }

  /** A reference is there for its operator, so it is never refused; buffers get what it leaves. */
  private void hold(long bytes) {
    long held = referenceBytes.hold(bytes);
    if (held < bytes) {
      LOGGER.warn(
          "Model {}: its reference takes about {} MB, and there are {} MB left of"
              + " observability.memory for references; raise it",
          model,
          bytes >> 20,
          held >> 20);
    }
  }

  /** Says that nothing is wrong with references any more. */
  private void accepted() {
    referenceProblem = null;
    listeners.files().replaced(model);
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
    boolean misfit = capture != null && configuration.isFailing();
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
    endCapture();
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
      names.follow(null);
      referenceBytes.close();
    }
  }

  @Override
  public void publish() {
    List<ValueSpread> spreads = spreads();
    past.publish();
    PublishedDrift before = published;
    LastRequest lastRequest = last == null ? before.lastRequest() : LastRequest.of(last, profile());
    last = null;
    published =
        new PublishedDrift(
            report(), description, lastRequest, spreads, monitor == null ? null : monitor.values());
  }

  private @Nullable ReferenceProfile profile() {
    return monitor == null ? null : monitor.profile();
  }

  private WatchReport report() {
    HistoryReport happened = past.report();
    ModelEvaluation evaluation = evaluation();
    Map<Check, Map<String, String>> changes = evaluation == null ? Map.of() : evaluation.changes();
    return new WatchReport(
        model,
        capture == null ? null : new WatchReport.Capture(capture.taken(), capture.wanted()),
        monitor == null ? null : described,
        evaluation,
        monitor == null ? 0 : monitor.itemsBefore(),
        monitor == null ? 0 : monitor.recentRows(),
        monitor == null ? Map.of() : monitor.extras(),
        past.verdicts(),
        happened.incidents().stream().map(incident -> incident.now(changes)).toList(),
        happened.mutes(),
        coverage.report(embeddings.report()),
        releases == null || monitor == null ? null : releases.report(),
        referenceProblem);
  }

  /**
   * Measures of windows are exact, so where there is a budget the last release takes their place.
   */
  private @Nullable ModelEvaluation evaluation() {
    ModelEvaluation exact = monitor == null ? null : monitor.evaluate();
    return exact == null || releases == null ? exact : releases.shown(exact);
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

  /** Returns how the model stands, as it was last published; for any thread. */
  PublishedDrift published() {
    return published;
  }

  /** Returns what happened to the model; for any thread. */
  HistoryReport history() {
    return past.report();
  }
}
