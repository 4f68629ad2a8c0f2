package io.github.djlobservability.console.overview;

import io.github.djlobservability.load.LoadMonitoring;
import io.github.djlobservability.model.HardwareFigures;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.monitoring.Monitoring;
import io.github.djlobservability.telemetry.Telemetry;
import java.util.Comparator;
import java.util.List;

/** Asks the parts how the models stand. Thread-safe. */
public final class Snapshots {
  private final ServedModels models;
  private final Monitoring monitoring;
  private final LoadMonitoring load;
  private final HardwareFigures hardware;
  private final Telemetry telemetry;

  /** Reads these parts. */
  public Snapshots(
      ServedModels models,
      Monitoring monitoring,
      LoadMonitoring load,
      HardwareFigures hardware,
      Telemetry telemetry) {
    this.models = models;
    this.monitoring = monitoring;
    this.load = load;
    this.hardware = hardware;
    this.telemetry = telemetry;
  }

  /** Returns all models by name. */
  public List<ModelSnapshot> all() {
    return models.all().stream()
        .sorted(Comparator.comparing(model -> model.id().toString()))
        .map(this::of)
        .toList();
  }

  /** Returns a model. */
  public ModelSnapshot of(ServedModel model) {
    ModelId id = model.id();
    return new ModelSnapshot(
        model,
        model.statistics().summary(),
        model.statistics().trend().points(),
        model.statistics().generations().summary(),
        hardware.model(id),
        load.report(model),
        monitoring.models().report(id),
        monitoring.models().spreads(id),
        monitoring.models().history(id),
        monitoring.models().lastRequest(id),
        monitoring.models().quality(id),
        monitoring.models().feedback(id),
        monitoring.rollout(id.name()),
        monitoring.versionsUnknown(id.name()),
        telemetry.seriesLeftOut(id));
  }
}
