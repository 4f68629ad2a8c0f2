package io.github.djlobservability.monitoring;

import com.google.gson.JsonParseException;
import io.github.djlobservability.config.DriftSettings;
import io.github.djlobservability.config.FeedbackSettings;
import io.github.djlobservability.config.ModelSettings;
import io.github.djlobservability.drift.MonitorSettings;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.observation.Fields;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.PayloadReader;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.file.ProfileFile;
import io.github.djlobservability.quality.LabelledItem;
import io.github.djlobservability.quality.ModelQuality;
import io.github.djlobservability.quality.PredictedItem;
import io.github.djlobservability.quality.QualityReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private final ModelSettings modelSettings;
  private final ModelFiles files;
  private final Listeners listeners;
  private final String pluginVersion;
  private final Deque<Verdict> verdicts = new ArrayDeque<>();

  private @Nullable ReferenceCapture capture;
  private @Nullable ReferenceMonitor watching;
  private volatile @Nullable FeedbackWatch feedback;
  private volatile @Nullable QualityWatch quality;
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
    this.modelSettings = settings;
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
              listeners.feedback().of(model, this::labelled),
              System::currentTimeMillis);
    }
  }

  /** Measures how right the model is, with the reference that there is. */
  void openQuality() throws IOException {
    if (modelSettings.quality().enabled()) {
      quality =
          new QualityWatch(
              model,
              modelSettings,
              monitorSettings(),
              watching == null ? null : watching.profile(),
              files.quality());
    }
  }

  private void labelled(LabelledItem item) {
    QualityWatch measuring = quality;
    if (measuring == null) {
      return;
    }
    ReferenceMonitor comparing = watching;
    ModelQuality.Accepted accepted =
        measuring.labelled(item, comparing == null ? Set.of() : comparing.drifting());
    if (comparing != null) {
      comparing.shareWithLabels();
    }
    for (Verdict verdict : accepted.verdicts()) {
      keep(verdict);
      listeners.verdicts().verdict(model, verdict);
    }
    if (accepted.window() != null) {
      listeners.quality().window(model, accepted.window());
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
      waiting.predicted(observation, sent, answered, settings, watching, this::predicted);
    } else if (quality != null) {
      predicted(observation, sent.size(), answered);
    }
  }

  /** Where no labels are taken, quality is estimated all the same. */
  private void predicted(Observation observation, int items, List<Fields> answered) {
    QualityWatch measuring = quality;
    Boolean classes = watching == null ? null : watching.predictsClasses();
    for (int i = 0; i < items && measuring != null; i++) {
      PredictedAnswer answer = PredictedAnswer.to(i, items, answered, settings, classes);
      if (answer != null) {
        predicted(
            new PredictedItem(
                measuring.nextItem(),
                observation.epochMillis(),
                answer.value(),
                answer.probabilities()));
      }
    }
  }

  private void predicted(PredictedItem item) {
    QualityWatch measuring = quality;
    if (measuring != null) {
      measuring.predicted(item);
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
    Files.deleteIfExists(files.quality());
    ProfileFile.write(profile, files.captured());
    watch(profile, files.captured().toString());
    openQuality();
  }

  private void watch(ReferenceProfile profile, String where) throws IOException {
    verdicts.clear();
    close();
    watching = new ReferenceMonitor(profile, monitorSettings(), files.monitor(), counters(profile));
    LOGGER.info("Model {}: compared with the reference {}", model, where);
    publish();
  }

  private ReferenceMonitor.Counters counters(ReferenceProfile profile) {
    FeatureTelemetry features = listeners.features();
    return new ReferenceMonitor.Counters(
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
    QualityWatch measuring = quality;
    if (measuring != null) {
      Files.createDirectories(files.state());
      measuring.save(files.quality());
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

  /** Returns how right the model is; null when that isn't measured; for any thread. */
  @Nullable QualityReport quality() {
    QualityWatch measuring = quality;
    return measuring == null ? null : measuring.report();
  }

  /** Makes what was observed visible in the report. */
  void publish() {
    QualityWatch measuring = quality;
    if (measuring != null) {
      measuring.publish();
    }
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
      VerdictListener verdicts,
      FeatureTelemetry features,
      FeedbackTelemetry feedback,
      QualityTelemetry quality) {}
}
