package io.github.djlobservability.monitoring;

import io.github.djlobservability.config.DriftSetting;
import io.github.djlobservability.config.PayloadSetting;
import io.github.djlobservability.config.PrivacySetting;
import io.github.djlobservability.config.QualitySetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.disclosure.ValuePolicy;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.payload.document.NotReadException;
import io.github.djlobservability.privacy.HeldCategories;
import io.github.djlobservability.privacy.Privacy;
import io.github.djlobservability.privacy.ShownQuality;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.file.ProfileFile;
import io.github.djlobservability.quality.QualityReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares a model's items with its reference, and takes one where there is none. */
final class DriftWatch implements Part {
  private static final Logger LOGGER = LoggerFactory.getLogger(DriftWatch.class);
  private static final int VERDICTS_KEPT = 50;

  private final ModelId model;
  private final Settings settings;
  private final ModelFiles files;
  private final Listeners listeners;
  private final String pluginVersion;
  private final Privacy privacy;
  private final ValuePolicy policy;
  private final Deque<Verdict> verdicts = new ArrayDeque<>();

  private @Nullable ReferenceCapture capture;
  private @Nullable ReferenceMonitor monitor;
  private final Coverage coverage;
  private ConfigurationCheck configuration;
  private @Nullable String referenceProblem;
  private volatile WatchReport report;
  private volatile ReferenceDescription description;
  private volatile ValueCounter.@Nullable Reading values;

  DriftWatch(
      ModelId model,
      Settings settings,
      ModelFiles files,
      Listeners listeners,
      String pluginVersion,
      Privacy privacy) {
    this.privacy = privacy;
    this.policy = PrivacySetting.values(settings);
    this.model = model;
    this.settings = settings;
    this.files = files;
    this.listeners = listeners;
    this.pluginVersion = pluginVersion;
    this.coverage = new Coverage(model, policy.showsAll());
    this.configuration = new ConfigurationCheck(policy.showsAll());
    this.report = WatchReport.idle(model);
    this.description = ReferenceDescription.of(null, PayloadSetting.reading(settings));
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
    Path reference = files.reference();
    if (reference != null) {
      open(reference);
    } else if (settings.get(DriftSetting.CAPTURE) > 0) {
      capture(settings.get(DriftSetting.CAPTURE));
    }
  }

  private void open(Path reference) throws IOException {
    try {
      compareWith(ProfileFile.read(reference), reference);
    } catch (IOException | RuntimeException e) {
      String why = e instanceof NoSuchFileException ? "there is no such file" : e.getMessage();
      referenceProblem = reference + ": " + (why == null ? e.toString() : why);
      listeners.references().refused(model, reference, why == null ? e.toString() : why);
      publish();
      throw e;
    }
  }

  /** Takes the next items as the reference, in place of the one in force. */
  void capture(long items) {
    capture =
        new ReferenceCapture(
            model,
            pluginVersion,
            items,
            privacy,
            schema ->
                new HeldCategories(
                    privacy, policy, settings.find(QualitySetting.POSITIVE_CLASS), schema));
    LOGGER.info("Model {}: the next {} items are taken as its reference", model, items);
    publish();
  }

  @Override
  public boolean isActive() {
    return capture != null || monitor != null;
  }

  @Override
  public void observe(RequestItems request) throws IOException {
    NotReadException notRead = request.notRead();
    if (notRead != null && isActive()) {
      notCompared(notRead, request.observation());
    }
    for (int i = 0; i < request.size(); i++) {
      observe(new CapturedItem(request.items().get(i), request.predictions().get(i)), request);
    }
  }

  private void observe(CapturedItem item, RequestItems request) throws IOException {
    if (capture != null) {
      coverage.compared();
      ReferenceProfile profile = capture.add(item);
      if (profile != null) {
        adopt(profile);
      }
    } else if (monitor != null && !monitor.knows(item.fields())) {
      notCompared(monitor.unknown(item.fields()), request.observation());
    } else if (monitor != null) {
      compare(monitor, item, request);
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
    with.observe(item, request.observation()).forEach(this::tell);
  }

  private void notCompared(NotReadException why, Observation observation) {
    coverage.notCompared(why);
    Verdict verdict = configuration.notCompared(why, coverage.seen(), observation.epochMillis());
    if (verdict != null) {
      tell(verdict);
    }
  }

  /** Keeps a verdict for the report, and tells it. */
  void tell(Verdict verdict) {
    verdicts.addFirst(verdict);
    if (verdicts.size() > VERDICTS_KEPT) {
      verdicts.removeLast();
    }
    listeners.verdicts().verdict(model, verdict);
  }

  private void adopt(ReferenceProfile profile) throws IOException {
    capture = null;
    Files.createDirectories(files.state());
    Files.deleteIfExists(files.monitor());
    ProfileFile.write(profile, files.captured());
    compareWith(profile, files.captured());
  }

  private void compareWith(ReferenceProfile profile, Path where) throws IOException {
    HeldCategories held =
        new HeldCategories(
            privacy,
            policy,
            settings.find(QualitySetting.POSITIVE_CLASS),
            profile,
            !where.equals(files.captured()));
    verdicts.clear();
    close();
    coverage.forgetNotes();
    configuration = new ConfigurationCheck(policy.showsAll());
    referenceProblem = null;
    monitor =
        new ReferenceMonitor(
            profile.held(held),
            DriftSetting.monitor(settings),
            files.monitor(),
            counters(profile.held(held)),
            held);
    description = ReferenceDescription.of(profile.held(held), PayloadSetting.reading(settings));
    LOGGER.info("Model {}: compared with the reference {}", model, where);
    publish();
  }

  private ReferenceMonitor.Counters counters(ReferenceProfile profile) {
    FeatureTelemetry features = listeners.features();
    return new ReferenceMonitor.Counters(
        features.violations(model, profile),
        settings.get(DriftSetting.HISTOGRAMS) ? features.values(model, profile) : null);
  }

  /** Returns the reference with all that compares with it; null while there is no reference. */
  @Nullable ReferenceMonitor monitor() {
    return monitor;
  }

  /** Returns a class, predicted or of a label, as it is held. */
  String heldClass(String name) {
    String held = monitor == null ? null : monitor.heldClass(name);
    return held == null ? privacy.heldClass(name) : held;
  }

  /** Returns a value by which quality is split as it is held. */
  String heldSegment(String feature, String value) {
    String held = monitor == null ? null : monitor.heldCategory(feature, value);
    return held == null ? privacy.heldSegment(feature, value, policy) : held;
  }

  /** Returns an id that a label can name an item by, as it is held. */
  String heldId(String id) {
    return privacy.id(id);
  }

  /** Returns a report of quality as it may be seen. */
  QualityReport shown(QualityReport quality) {
    boolean told = monitor != null && monitor.heldClass("") != null;
    return new ShownQuality(policy, settings.find(QualitySetting.POSITIVE_CLASS), told).of(quality);
  }

  /** Returns which inputs and predictions drift at the moment. */
  Set<DriftKind> drifting() {
    return monitor == null ? Set.of() : monitor.drifting();
  }

  @Override
  public void save() throws IOException {
    if (monitor != null) {
      Files.createDirectories(files.state());
      monitor.save(files.monitor());
    }
  }

  @Override
  public void close() {
    if (monitor != null) {
      monitor.close();
      monitor = null;
    }
  }

  @Override
  public void publish() {
    values = monitor == null ? null : monitor.values();
    report =
        new WatchReport(
            model,
            capture == null ? null : new WatchReport.Capture(capture.taken(), capture.wanted()),
            monitor == null ? null : WatchReport.Reference.of(monitor.profile()),
            monitor == null ? null : monitor.evaluate(),
            monitor == null ? Map.of() : monitor.extras(),
            List.copyOf(verdicts),
            coverage.report(),
            referenceProblem);
  }

  /** Returns how the model stands; for any thread. */
  WatchReport report() {
    return report;
  }

  /** Returns what payloads are read by; for any thread. */
  ReferenceDescription description() {
    return description;
  }

  /** Returns the values by bin, null when they aren't counted; for any thread. */
  ValueCounter.@Nullable Reading values() {
    return values;
  }
}
