package io.github.djlobservability.monitoring;

import io.github.djlobservability.config.FeedbackSetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.monitoring.comparison.HeldNames;
import io.github.djlobservability.monitoring.items.PredictedValue;
import io.github.djlobservability.monitoring.items.RequestItems;
import io.github.djlobservability.monitoring.rollout.Rollouts;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.observation.Subject;
import io.github.djlobservability.payload.text.Transcript;
import io.github.djlobservability.quality.PredictionKind;
import io.github.djlobservability.rollout.Said;
import org.jspecify.annotations.Nullable;

/**
 * Hands one version's predictions to the comparison with the others. It has nothing read that is
 * not read for others: it sees the requests that drift compares, or all where predictions are kept
 * for labels.
 */
final class RolloutWatch implements Part {
  private final ModelId model;
  private final DriftWatch drift;
  private final Rollouts rollouts;
  private final Need need;

  RolloutWatch(ModelId model, Settings settings, DriftWatch drift, Rollouts rollouts) {
    this.model = model;
    this.drift = drift;
    this.rollouts = rollouts;
    this.need = settings.get(FeedbackSetting.FEEDBACK) ? Need.ITEMS : Need.NOTHING;
  }

  @Override
  public String label() {
    return "rollout";
  }

  @Override
  public String withoutIt() {
    return "its predictions aren't compared with those of other versions";
  }

  @Override
  public void open() {}

  @Override
  public boolean isActive() {
    return false;
  }

  @Override
  public Need need() {
    return need;
  }

  @Override
  public void observe(RequestItems request) {
    PredictionKind kind = rollouts.kind(model, drift.predictionKind());
    Observation observation = request.observation();
    if (observation.input() == Payload.DOCTOR || !rollouts.isCompared(model)) {
      return;
    }
    for (int row = 0; row < request.size(); row++) {
      PredictedValue prediction = PredictedValue.of(request.predictions().get(row), kind);
      if (prediction != null) {
        rollouts.predicted(
            model, observation.epochMillis(), observation.requestId(), row, said(prediction, kind));
      }
    }
  }

  private Said said(PredictedValue prediction, @Nullable PredictionKind kind) {
    HeldNames names = drift.names();
    if (kind == PredictionKind.TRANSCRIPT) {
      return Said.of(Transcript.of(prediction.value()), "", prediction.score());
    }
    if (prediction.value() instanceof String name) {
      // Each version's reference holds names its own way, so the classes are compared as they are.
      return Said.of(name, names.shownClass(names.ofClass(name)), prediction.score());
    }
    return Said.of(prediction.value(), "", prediction.score());
  }

  @Override
  public void erase(Subject subject) {
    rollouts.erase(model, subject);
  }

  @Override
  public void save() {}

  @Override
  public void publish() {}
}
