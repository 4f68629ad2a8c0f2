package io.github.djlobservability.monitoring;

import com.google.gson.JsonParseException;
import io.github.djlobservability.config.DriftSettings;
import io.github.djlobservability.config.FeedbackSettings;
import io.github.djlobservability.config.ModelSettings;
import io.github.djlobservability.drift.MonitorSettings;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.observation.Fields;
import io.github.djlobservability.observation.ModelId;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.PayloadReader;
import io.github.djlobservability.profile.ProfileFile;
import io.github.djlobservability.profile.ReferenceProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches one model: takes its reference when it has none, and compares with it when it has. Not
 * thread-safe but for {@link #report()} and {@link #values()}: one worker owns it.
 */
final class ModelWatch {
  private static final Logger LOGGER = LoggerFactory.getLogger(ModelWatch.class);
  private static final int VERDICTS_KEPT = 50;

  private final ModelId model;
  private final DriftSettings settings;
  private final FeedbackSettings feedbackSettings;
  private final ModelFiles files;
  private final Listeners listeners;
  private final String pluginVersion;
  private final Deque<Verdict> verdicts = new ArrayDeque<>();

  private @Nullable ReferenceCapture capture;
  private @Nullable Watching watching;
  private volatile @Nullable FeedbackWatch feedback;
  private long unreadable;
  private volatile WatchReport report;
  private volatile ValueCounter.@Nullable Reading values;

  ModelWatch(
      ModelId model,
      ModelSettings settings,
      ModelFiles files,
      Listeners listeners,
      String pluginVersion) {
    this.model = model;
    this.settings = settings.drift();
    this.feedbackSettings = settings.feedback();
    this.files = files;
    this.listeners = listeners;
    this.pluginVersion = pluginVersion;
    this.report = WatchReport.idle(model);
  }

  /** Reads the reference and the state that were kept, or begins to capture. */
  void open() throws IOException {
    if (!settings.enabled()) {
      return;
    }
    Path reference = files.reference();
    if (reference != null) {
      watch(ProfileFile.read(reference), reference.toString());
    } else if (settings.captureItems() > 0) {
      capture(settings.captureItems());
    }
  }

  /** Takes up the predictions that wait for labels, if any are to. */
  void openFeedback() throws IOException {
    if (feedbackSettings.enabled()) {
      feedback =
          new FeedbackWatch(
              model,
              feedbackSettings,
              files.state(),
              listeners.feedback().of(model, item -> {}),
              System::currentTimeMillis);
    }
  }

  /** Takes the next items as the reference, in place of what there is. */
  void capture(long items) {
    capture = new ReferenceCapture(model, pluginVersion, items);
    LOGGER.info("Model {}: the next {} items are taken as its reference", model, items);
    publish();
  }

  /** Whether items are looked at. */
  boolean isActive() {
    return capture != null || watching != null || feedback != null;
  }

  /** Looks into a request; the report shows it once it is published. */
  void observe(Observation observation) throws IOException {
    List<Fields> sent;
    List<Fields> answered;
    try {
      sent = PayloadReader.read(observation.input());
      answered = PayloadReader.read(observation.output());
    } catch (JsonParseException e) {
      unreadable++;
      return;
    }
    for (int i = 0; i < sent.size(); i++) {
      Answer answer = Answer.to(i, sent.size(), answered, settings);
      observe(new CapturedItem(sent.get(i), answer), observation);
    }
    FeedbackWatch waiting = feedback;
    if (waiting != null) {
      waiting.predicted(observation, sent, answered, settings, watching);
    }
  }

  private void observe(CapturedItem item, Observation observation) throws IOException {
    if (capture != null) {
      ReferenceProfile profile = capture.add(item);
      if (profile != null) {
        adopt(profile);
      }
    } else if (watching != null) {
      for (Verdict verdict : watching.observe(item, observation)) {
        keep(verdict);
        listeners.verdicts().verdict(model, verdict);
      }
    }
  }

  private void keep(Verdict verdict) {
    verdicts.addFirst(verdict);
    if (verdicts.size() > VERDICTS_KEPT) {
      verdicts.removeLast();
    }
  }

  private void adopt(ReferenceProfile profile) throws IOException {
    capture = null;
    Files.createDirectories(files.state());
    Files.deleteIfExists(files.monitor());
    ProfileFile.write(profile, files.captured());
    watch(profile, files.captured().toString());
  }

  private void watch(ReferenceProfile profile, String where) throws IOException {
    verdicts.clear();
    close();
    watching = new Watching(profile, monitorSettings(), files.monitor(), counters(profile));
    LOGGER.info("Model {}: compared with the reference {}", model, where);
    publish();
  }

  private Watching.Counters counters(ReferenceProfile profile) {
    FeatureTelemetry features = listeners.features();
    return new Watching.Counters(
        features.violations(model, profile),
        settings.histograms() ? features.values(model, profile) : null);
  }

  private MonitorSettings monitorSettings() {
    return MonitorSettings.defaults()
        .withExpectedRunTime(settings.expectedRunTime())
        .withWindow(settings.window().items(), settings.window().duration());
  }

  /** Makes what was taken outlive the process; to be called when there is time for it. */
  void flush() throws IOException {
    FeedbackWatch waiting = feedback;
    if (waiting != null) {
      waiting.flush();
    }
  }

  /** Does what is due by the clock. */
  void tick() throws IOException {
    FeedbackWatch waiting = feedback;
    if (waiting != null) {
      waiting.tick();
    }
  }

  /** Writes the state down. */
  void save() throws IOException {
    FeedbackWatch waiting = feedback;
    if (waiting != null) {
      waiting.save();
    }
    if (watching != null) {
      Files.createDirectories(files.state());
      watching.save(files.monitor());
    }
  }

  /** Ends everything. */
  void end() throws IOException {
    close();
    FeedbackWatch waiting = feedback;
    if (waiting != null) {
      feedback = null;
      waiting.close();
    }
  }

  /** Ends the comparison that there is, if there is one. */
  private void close() {
    if (watching != null) {
      watching.close();
      watching = null;
    }
  }

  /** Returns the values by bin, null when they aren't counted; for any thread. */
  ValueCounter.@Nullable Reading values() {
    return values;
  }

  /** Returns how the model stands; for any thread. */
  WatchReport report() {
    return report;
  }

  /** Returns whether drift is watched; for any thread. */
  boolean watchesDrift() {
    return settings.enabled();
  }

  /** Returns what keeps predictions for labels; null when nothing does. */
  @Nullable FeedbackWatch feedback() {
    return feedback;
  }

  /** Makes what was observed visible in the report. */
  void publish() {
    FeedbackWatch waiting = feedback;
    if (waiting != null) {
      waiting.publish();
    }
    values = watching == null ? null : watching.values();
    report =
        new WatchReport(
            model,
            capture == null ? null : new WatchReport.Capture(capture.taken(), capture.wanted()),
            watching == null ? null : WatchReport.Reference.of(watching.profile()),
            watching == null ? null : watching.evaluate(),
            watching == null ? Map.of() : watching.extras(),
            List.copyOf(verdicts),
            unreadable);
  }

  /** Who is told what. */
  record Listeners(
      VerdictListener verdicts, FeatureTelemetry features, FeedbackTelemetry feedback) {}
}
