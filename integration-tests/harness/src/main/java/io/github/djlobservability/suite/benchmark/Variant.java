package io.github.djlobservability.suite.benchmark;

import io.github.djlobservability.suite.server.ServerLauncher;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One way to run the server.
 *
 * @param key by which it is chosen
 * @param name as it stands in the table
 * @param setUp what it adds to a server that has the models only
 */
record Variant(String key, String name, UnaryOperator<ServerLauncher> setUp) {

  /** Names the one that the others are compared with, and that is always there. */
  static final String BARE = "bare";

  /**
   * Returns the variants in the order of the table. The first has no plugin: the others are
   * compared with it. The second is the same again, and its ratios show what the measurement itself
   * scatters.
   */
  static List<Variant> all(Optional<Path> agent) {
    List<Variant> variants = new ArrayList<>();
    variants.add(new Variant(BARE, "bare", launcher -> launcher));
    variants.add(new Variant("again", "bare again", launcher -> launcher));
    variants.add(new Variant("plugin", "plugin as it comes, all traced", Variant::asItComes));
    variants.add(
        new Variant(
            "tenth",
            "the same, 10 % traced",
            launcher ->
                asItComes(launcher).withEnvironment("SERVING_OBSERVABILITY_SAMPLING", "0.1")));
    variants.add(
        new Variant(
            "compact",
            "all traced, compact spans",
            launcher ->
                asItComes(launcher)
                    .withEnvironment("SERVING_OBSERVABILITY_SPAN_DETAIL", "compact")));
    variants.add(new Variant("logged", "all traced, each inference logged", Variant::logging));
    agent.ifPresent(jar -> variants.add(withAgent(jar)));
    return variants;
  }

  /** A model that has no reference takes its first items for one, all during the warm-up. */
  private static ServerLauncher asItComes(ServerLauncher launcher) {
    return launcher.withPlugin().withEnvironment("SERVING_OBSERVABILITY_REFERENCE_CAPTURE", "2000");
  }

  /** The governor leaves out what takes more than the plugin's share. */
  private static ServerLauncher logging(ServerLauncher launcher) {
    return asItComes(launcher)
        .withEnvironment("SERVING_OBSERVABILITY_INFERENCE_LOG", "lines")
        .withEnvironment("SERVING_OBSERVABILITY_INFERENCE_LOG_RATE", "1")
        .withEnvironment("SERVING_OBSERVABILITY_INFERENCE_LOG_PER_SECOND", "10000");
  }

  private static Variant withAgent(Path jar) {
    return new Variant(
        "agent",
        "OpenTelemetry Java agent",
        launcher -> launcher.withJvmOption("-javaagent:" + jar));
  }

  /** Returns a server of this kind, that sends what it has to say to the sink. */
  ServerLauncher launcher(String folder, Path models, Sink sink) {
    return setUp.apply(
        new ServerLauncher(folder)
            .withModels(models)
            .withJvmOption(CpuTime.JVM_OPTION)
            .withJvmOption("-Xmx1g")
            .withEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT", sink.endpoint())
            .withEnvironment("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"));
  }
}
