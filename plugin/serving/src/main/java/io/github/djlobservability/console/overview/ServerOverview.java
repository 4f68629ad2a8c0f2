package io.github.djlobservability.console.overview;

import io.github.djlobservability.config.Configuration;
import io.github.djlobservability.governor.Governor;
import io.github.djlobservability.model.HardwareFigures;
import io.github.djlobservability.telemetry.Telemetry;
import java.util.List;
import java.util.function.Supplier;

/** Puts the overview of the server together. Thread-safe. */
public final class ServerOverview {
  private final Supplier<Overview.Plugin> plugin;
  private final Configuration configuration;
  private final Telemetry telemetry;
  private final Governor governor;
  private final HardwareFigures hardware;

  /** Reads these parts. */
  public ServerOverview(
      Supplier<Overview.Plugin> plugin,
      Configuration configuration,
      Telemetry telemetry,
      Governor governor,
      HardwareFigures hardware) {
    this.governor = governor;
    this.plugin = plugin;
    this.configuration = configuration;
    this.telemetry = telemetry;
    this.hardware = hardware;
  }

  /** Returns the overview with these models. */
  public Overview of(List<ModelSnapshot> models) {
    return new Overview(
        plugin.get(),
        new Overview.Configuration(configuration.problems()),
        models.stream().map(Overview.Model::of).toList(),
        telemetry.failures().count(),
        NotLookedInto.of(models, telemetry.workers().handOffs()),
        telemetry.workers().report(),
        governor.report(),
        hardware.server());
  }

  /** Returns the plugin's version. */
  public String version() {
    return plugin.get().version();
  }
}
