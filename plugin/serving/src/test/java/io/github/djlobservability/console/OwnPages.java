package io.github.djlobservability.console;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.djlobservability.access.Access;
import io.github.djlobservability.access.AccessSettings;
import io.github.djlobservability.access.Caller;
import io.github.djlobservability.config.Configuration;
import io.github.djlobservability.console.overview.Overview;
import io.github.djlobservability.console.overview.ServerOverview;
import io.github.djlobservability.console.overview.Snapshots;
import io.github.djlobservability.governor.Governor;
import io.github.djlobservability.load.DeviceReader;
import io.github.djlobservability.load.LoadMonitoring;
import io.github.djlobservability.model.HardwareFigures;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.monitoring.Monitoring;
import io.github.djlobservability.observation.RequestsInFlight;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.scrape.MetricWriter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Pages as they are on a server that listens on loopback alone, for tests. */
final class OwnPages {
  private OwnPages() {}

  static Pages of(ModelPages models) {
    return of(models, AccessSettings.DEFAULTS);
  }

  static Pages of(ModelPages models, AccessSettings settings) {
    return new Pages(
        models,
        new Access(settings, new SecureRandom(), System::nanoTime),
        (holder, address, action) -> {},
        failure -> {
          throw new AssertionError(failure);
        },
        null,
        System::nanoTime);
  }

  /** Returns what says of the plugin what a test's overview has. */
  static Overview.Plugin plugin() {
    return new Overview.Plugin(
        "9", "0.36.0", true, null, "2026-01-02T03:04:05Z", "sent nowhere", List.of());
  }

  /**
   * Returns the pages of models on a machine without a card, with load that nobody asks for.
   *
   * @param metrics writes the metrics' page; null where nothing does
   */
  static ModelPages models(
      Supplier<Overview.Plugin> plugin,
      Configuration configuration,
      ServedModels models,
      Monitoring monitoring,
      Telemetry telemetry,
      @Nullable MetricWriter metrics) {
    LoadMonitoring load =
        new LoadMonitoring(
            models,
            Map::of,
            List.of(),
            DeviceReader.NONE,
            telemetry,
            new RequestsInFlight(),
            request -> {},
            System::nanoTime);
    return new ModelPages(
        new ServerOverview(plugin, configuration, telemetry, Governor.none(), HardwareFigures.NONE),
        new Snapshots(models, monitoring, load, HardwareFigures.NONE, telemetry),
        models,
        monitoring,
        new MetricsPage(metrics));
  }

  static PageRequest onLoopback(FullHttpRequest request) {
    boolean action =
        !request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD);
    return PageRequest.of(
        request,
        new Caller(
            InetAddress.getLoopbackAddress(),
            true,
            true,
            false,
            action,
            null,
            null,
            null,
            null,
            null));
  }

  /** As from a stranger, with the headers that the request has. */
  static PageRequest fromOutside(FullHttpRequest request) {
    Callers callers = new Callers(address -> Connectors.Reach.OUTSIDERS);
    return PageRequest.of(request, callers.of(new EmbeddedChannel(), request));
  }

  static JsonObject json(Reply reply) {
    return JsonParser.parseString(new String(reply.content(), StandardCharsets.UTF_8))
        .getAsJsonObject();
  }
}
