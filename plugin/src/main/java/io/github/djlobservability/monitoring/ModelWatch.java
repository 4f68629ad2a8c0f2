package io.github.djlobservability.monitoring;

import com.google.gson.JsonParseException;
import io.github.djlobservability.config.DriftSettings;
import io.github.djlobservability.drift.CorruptStateException;
import io.github.djlobservability.drift.Item;
import io.github.djlobservability.drift.ModelMonitor;
import io.github.djlobservability.drift.MonitorFile;
import io.github.djlobservability.drift.MonitorSettings;
import io.github.djlobservability.drift.ProfiledModel;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.observation.Fields;
import io.github.djlobservability.observation.ModelId;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.PayloadReader;
import io.github.djlobservability.profile.ProfileFile;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.RowBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches one model: takes its reference when it has none, and compares with it when it has. Not
 * thread-safe but for {@link #report()}: one worker owns it.
 */
final class ModelWatch {
  private static final Logger LOGGER = LoggerFactory.getLogger(ModelWatch.class);
  private static final int VERDICTS_KEPT = 50;

  private final ModelId model;
  private final DriftSettings settings;
  private final ModelFiles files;
  private final VerdictListener listener;
  private final String pluginVersion;
  private final Deque<Verdict> verdicts = new ArrayDeque<>();

  private @Nullable ReferenceCapture capture;
  private @Nullable Watching watching;
  private long unreadable;
  private volatile WatchReport report;

  ModelWatch(
      ModelId model,
      DriftSettings settings,
      ModelFiles files,
      VerdictListener listener,
      String pluginVersion) {
    this.model = model;
    this.settings = settings;
    this.files = files;
    this.listener = listener;
    this.pluginVersion = pluginVersion;
    this.report = WatchReport.idle(model);
  }

  /** Reads the reference and the state that were kept, or begins to capture. */
  void open() throws IOException {
    Path reference = files.reference();
    if (reference != null) {
      watch(ProfileFile.read(reference), reference.toString());
    } else if (settings.captureItems() > 0) {
      capture(settings.captureItems());
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
    return capture != null || watching != null;
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
        listener.verdict(model, verdict);
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
    watching = new Watching(profile, monitorSettings(), files);
    LOGGER.info("Model {}: compared with the reference {}", model, where);
    publish();
  }

  private MonitorSettings monitorSettings() {
    return MonitorSettings.defaults()
        .withExpectedRunTime(settings.expectedRunTime())
        .withWindow(settings.window().items(), settings.window().duration());
  }

  /** Writes the state down. */
  void save() throws IOException {
    if (watching != null) {
      Files.createDirectories(files.state());
      new MonitorFile(files.monitor()).save(watching.monitor);
    }
  }

  /** Returns how the model stands; for any thread. */
  WatchReport report() {
    return report;
  }

  /** Makes what was observed visible in the report. */
  void publish() {
    report =
        new WatchReport(
            model,
            capture == null ? null : new WatchReport.Capture(capture.taken(), capture.wanted()),
            watching == null ? null : WatchReport.Reference.of(watching.profile),
            watching == null ? null : watching.monitor.evaluate(),
            List.copyOf(verdicts),
            unreadable);
  }

  /** A reference, and the monitor that compares with it. */
  private static final class Watching {
    private final ReferenceProfile profile;
    private final ProfiledModel profiled;
    private final RowMaker rows;
    private final ModelMonitor monitor;
    private final Item item;

    Watching(ReferenceProfile profile, MonitorSettings settings, ModelFiles files)
        throws IOException {
      this.profile = profile;
      profiled = new ProfiledModel(profile);
      rows = new RowMaker(new RowBuilder(profile));
      monitor = restored(settings, files);
      item = monitor.newItem();
    }

    private ModelMonitor restored(MonitorSettings settings, ModelFiles files) throws IOException {
      try {
        return new MonitorFile(files.monitor())
            .restore(profiled.reference(), settings)
            .orElseGet(() -> new ModelMonitor(profiled.reference(), settings));
      } catch (CorruptStateException e) {
        LOGGER.error("The monitor's state can't be used and is set aside; it starts anew", e);
        return new ModelMonitor(profiled.reference(), settings);
      }
    }

    List<Verdict> observe(CapturedItem captured, Observation observation) {
      item.start(observation.epochMillis(), ItemIds.of(observation));
      profiled.fill(item, rows.make(captured.sent(), captured.answer()));
      return monitor.observe(item);
    }
  }
}
