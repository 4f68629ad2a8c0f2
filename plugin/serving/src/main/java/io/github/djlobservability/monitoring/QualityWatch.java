package io.github.djlobservability.monitoring;

import io.github.djlobservability.config.ModelSettings;
import io.github.djlobservability.config.QualityOptions;
import io.github.djlobservability.drift.MonitorSettings;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.quality.LabelledItem;
import io.github.djlobservability.quality.ModelQuality;
import io.github.djlobservability.quality.PredictedItem;
import io.github.djlobservability.quality.QualityReport;
import io.github.djlobservability.quality.QualitySettings;
import io.github.djlobservability.state.CorruptStateException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures how right one model is. Not thread-safe but for {@link #report()}: one worker owns it.
 */
final class QualityWatch {
  private static final Logger LOGGER = LoggerFactory.getLogger(QualityWatch.class);

  private final ModelQuality quality;
  private volatile QualityReport report;

  /**
   * Goes on where the state that was kept ends.
   *
   * @param profile the reference; null when there is none
   * @param state the file of the state
   */
  QualityWatch(
      ModelId model,
      ModelSettings settings,
      MonitorSettings monitor,
      @Nullable ReferenceProfile profile,
      Path state)
      throws IOException {
    QualityOptions options = settings.quality();
    QualitySettings how =
        new QualitySettings(
            Math.min(options.window().items(), QualitySettings.MAX_WINDOW),
            options.window().duration(),
            options.positiveClass(),
            options.scoreOfPositive(),
            settings.feedback().segments(),
            monitor);
    quality = restored(model, how, profile, state);
    report = quality.report();
  }

  private static ModelQuality restored(
      ModelId model, QualitySettings how, @Nullable ReferenceProfile profile, Path state)
      throws IOException {
    try {
      return ModelQuality.restore(state, how, profile);
    } catch (CorruptStateException e) {
      LOGGER.error(
          "Model {}: the state of its quality can't be used and is set aside; it starts anew",
          model,
          e);
      return new ModelQuality(how, profile);
    }
  }

  /** Numbers items where nothing else does. */
  long nextItem() {
    return quality.nextItem();
  }

  void predicted(PredictedItem item) {
    if (quality.predicted(item)) {
      publish();
    }
  }

  /** Takes in a label; {@code drifting} is what of inputs and predictions drifts. */
  ModelQuality.Accepted labelled(LabelledItem item, Set<DriftKind> drifting) {
    return quality.accept(item, drifting);
  }

  void save(Path state) throws IOException {
    quality.save(state);
  }

  /** Makes what happened visible in the report. */
  void publish() {
    report = quality.report();
  }

  /** Returns how right the model is; for any thread. */
  QualityReport report() {
    return report;
  }
}
