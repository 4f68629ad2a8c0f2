package io.github.djlobservability.monitoring;

import io.github.djlobservability.config.QualitySetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.history.QualityPoint;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.monitoring.comparison.ReferenceMonitor;
import io.github.djlobservability.monitoring.items.ItemIds;
import io.github.djlobservability.monitoring.items.PredictedValue;
import io.github.djlobservability.monitoring.items.RequestItems;
import io.github.djlobservability.monitoring.reference.ModelFiles;
import io.github.djlobservability.observation.Subject;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.quality.ModelQuality;
import io.github.djlobservability.quality.PredictionKind;
import io.github.djlobservability.quality.QualityReport;
import io.github.djlobservability.quality.measure.LabelledItem;
import io.github.djlobservability.quality.measure.PredictedItem;
import io.github.djlobservability.quality.measure.QualitySettings;
import io.github.djlobservability.quality.measure.WindowQuality;
import io.github.djlobservability.state.CorruptFileException;
import io.github.djlobservability.state.OtherStateException;
import io.github.djlobservability.state.PrivateFiles;
import io.github.djlobservability.statistics.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures how right one model is, with the reference that is in force. */
final class QualityWatch implements Part {
  private static final Logger LOGGER = LoggerFactory.getLogger(QualityWatch.class);

  private final ModelId model;
  private final ModelFiles files;
  private final DriftWatch drift;
  private final QualityTelemetry telemetry;
  private final QualitySettings how;

  private ModelQuality quality;
  private @Nullable ReferenceProfile profile;
  private boolean isOpen;
  private boolean fed;
  private volatile QualityReport report;

  /**
   * @param drift knows the reference, and tells verdicts
   */
  QualityWatch(
      ModelId model,
      Settings settings,
      ModelFiles files,
      DriftWatch drift,
      QualityTelemetry telemetry) {
    this.model = model;
    this.files = files;
    this.drift = drift;
    this.telemetry = telemetry;
    how = QualitySetting.quality(settings);
    quality = new ModelQuality(how, null);
    report = quality.report();
  }

  @Override
  public String label() {
    return "quality";
  }

  @Override
  public String withoutIt() {
    return "its quality can't be measured";
  }

  /** Goes on where the state that was kept ends. */
  @Override
  public void open() throws IOException {
    profile = reference();
    quality = restored();
    isOpen = true;
    publish();
  }

  private ModelQuality restored() throws IOException {
    try {
      return ModelQuality.restore(files.quality(), how, profile);
    } catch (OtherStateException e) {
      LOGGER.info(
          "Model {}: what its quality is compared with begins anew, since the reference or a"
              + " setting changed; what labels have measured stays",
          model);
      return resumed();
    } catch (CorruptFileException e) {
      LOGGER.error(
          "Model {}: the state of its quality can't be used and is set aside; it starts anew",
          model,
          e);
      return new ModelQuality(how, profile);
    }
  }

  /** A reference that was away for a while, as by a typo in its path, finds its estimates again. */
  private ModelQuality resumed() throws IOException {
    ModelQuality next;
    try {
      next = ModelQuality.restore(files.qualityBefore(), how, profile);
    } catch (OtherStateException | CorruptFileException e) {
      next = new ModelQuality(how, profile);
    }
    next.takeMeasured(files.quality());
    Files.move(files.quality(), files.qualityBefore(), StandardCopyOption.REPLACE_EXISTING);
    return next;
  }

  private @Nullable ReferenceProfile reference() {
    ReferenceMonitor monitor = drift.monitor();
    return monitor == null ? null : monitor.profile();
  }

  @Override
  public boolean isActive() {
    return false;
  }

  /** Leaves the numbering of items to who feeds it with them. */
  void feed() {
    fed = true;
  }

  /** Quality is estimated even if no labels are taken. */
  @Override
  public void observe(RequestItems request) {
    follow();
    if (fed) {
      return;
    }
    PredictionKind kind = drift.predictionKind();
    for (int i = 0; i < request.size(); i++) {
      PredictedValue prediction = PredictedValue.of(request.predictions().get(i), kind);
      if (prediction != null) {
        PredictedValue held = prediction.held(drift.names()::ofClass);
        predicted(
            new PredictedItem(
                quality.nextItem(),
                request.observation().epochMillis(),
                held.value(),
                held.probabilities()));
      }
    }
  }

  /** Compares with a new reference; what labels have measured needs none, and stays. */
  private void follow() {
    ReferenceProfile now = reference();
    if (now != profile) {
      profile = now;
      ModelQuality next = new ModelQuality(how, now);
      try {
        next.takeMeasured(quality);
      } catch (IOException e) {
        LOGGER.warn("Model {}: what labels have measured is lost", model, e);
      }
      quality = next;
    }
  }

  void predicted(PredictedItem item) {
    if (!isOpen) {
      return;
    }
    follow();
    if (quality.predicted(item)) {
      publish();
    }
  }

  /** Returns how probable it is that a prediction is wrong; NaN where nothing tells. */
  double expectedError(PredictedItem item) {
    follow();
    return quality.expectedError(item);
  }

  /** Takes in an item whose label has come. */
  void labelled(LabelledItem item) {
    if (!isOpen) {
      return;
    }
    follow();
    ModelQuality.Accepted accepted = quality.accept(item, drift.drifting());
    ReferenceMonitor monitor = drift.monitor();
    if (monitor != null) {
      monitor.shareWithLabels();
    }
    accepted.verdicts().forEach(drift::tell);
    if (accepted.window() != null) {
      telemetry.window(model, accepted.window());
      keep(accepted.window());
    }
  }

  private void keep(WindowQuality window) {
    for (String measure : List.of("accuracy", "mae", "word_error_rate")) {
      Interval value = window.measures().get(measure);
      if (value != null) {
        drift.measured(new QualityPoint(window.toMillis(), window.items(), measure, value));
      }
    }
  }

  @Override
  public void erase(Subject subject) {
    quality.forget(name -> ItemIds.isOf(name, subject));
  }

  @Override
  public void save() throws IOException {
    PrivateFiles.createFolders(files.state());
    quality.save(files.quality());
  }

  @Override
  public void publish() {
    report = drift.names().shown(quality.report());
  }

  /** Returns how right the model is; for any thread. */
  QualityReport report() {
    return report;
  }
}
