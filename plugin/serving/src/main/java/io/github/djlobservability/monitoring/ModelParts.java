package io.github.djlobservability.monitoring;

import io.github.djlobservability.config.AuditSetting;
import io.github.djlobservability.config.CaptureSetting;
import io.github.djlobservability.config.DriftSetting;
import io.github.djlobservability.config.FeedbackSetting;
import io.github.djlobservability.config.PrivacySetting;
import io.github.djlobservability.config.QualitySetting;
import io.github.djlobservability.config.RolloutSetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.config.value.AuditPolicy;
import io.github.djlobservability.config.value.CapturePolicy;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.monitoring.comparison.Embeddings;
import io.github.djlobservability.monitoring.reference.ModelFiles;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of one model, put together: feedback and quality ask drift for the reference, feedback
 * hands quality its items and labels.
 *
 * @param files where their state is kept
 * @param all those that are switched on, in the order in which they see items
 */
record ModelParts(
    ModelFiles files,
    DriftWatch drift,
    FeedbackWatch feedback,
    QualityWatch quality,
    List<Part> all) {

  static ModelParts of(
      ModelId model,
      Settings settings,
      ModelFiles files,
      Embeddings.Source embeddings,
      Listeners listeners,
      PluginFacts plugin) {
    DriftWatch drift = new DriftWatch(model, settings, files, embeddings, listeners, plugin);
    QualityWatch quality = new QualityWatch(model, settings, files, drift, listeners.quality());
    FeedbackWatch feedback =
        new FeedbackWatch(
            model,
            settings,
            files.state(),
            drift,
            quality,
            listeners.feedback(),
            listeners.rollouts(),
            plugin.memory());
    List<Part> all = new ArrayList<>();
    if (settings.get(DriftSetting.DRIFT)) {
      all.add(drift);
    }
    if (settings.get(FeedbackSetting.FEEDBACK)) {
      all.add(feedback);
    }
    if (settings.get(QualitySetting.QUALITY)) {
      all.add(quality);
    }
    // What is predicted may be told with noise alone, and the comparison has none.
    if (settings.get(RolloutSetting.ROLLOUT) && PrivacySetting.releases(settings) == null) {
      all.add(new RolloutWatch(model, settings, drift, listeners.rollouts()));
    }
    CapturePolicy capture = CaptureSetting.policy(settings);
    AuditPolicy audit = AuditSetting.policy(settings);
    if (capture.isOn() || audit.isOn()) {
      all.add(new CaptureWatch(model, capture, audit, files.state(), drift, plugin));
    }
    return new ModelParts(files, drift, feedback, quality, List.copyOf(all));
  }
}
