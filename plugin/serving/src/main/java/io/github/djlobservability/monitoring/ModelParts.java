package io.github.djlobservability.monitoring;

import io.github.djlobservability.config.ModelSettings;
import io.github.djlobservability.model.ModelId;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of one model, put together: feedback and quality ask drift for the reference, feedback
 * hands quality its items and labels.
 *
 * @param all those that are switched on, in the order in which they see items
 */
record ModelParts(DriftWatch drift, FeedbackWatch feedback, QualityWatch quality, List<Part> all) {

  static ModelParts of(
      ModelId model,
      ModelSettings settings,
      ModelFiles files,
      Listeners listeners,
      String pluginVersion) {
    DriftWatch drift = new DriftWatch(model, settings.drift(), files, listeners, pluginVersion);
    QualityWatch quality = new QualityWatch(model, settings, files, drift, listeners.quality());
    FeedbackWatch feedback =
        new FeedbackWatch(model, settings, files.state(), drift, quality, listeners.feedback());
    List<Part> all = new ArrayList<>();
    if (settings.drift().enabled()) {
      all.add(drift);
    }
    if (settings.feedback().enabled()) {
      all.add(feedback);
    }
    if (settings.quality().enabled()) {
      all.add(quality);
    }
    return new ModelParts(drift, feedback, quality, List.copyOf(all));
  }
}
