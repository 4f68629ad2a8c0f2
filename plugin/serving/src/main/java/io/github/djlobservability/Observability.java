package io.github.djlobservability;

import ai.djl.engine.Engine;
import ai.djl.serving.models.ModelManager;
import ai.djl.serving.util.ConfigManager;
import ai.djl.serving.wlm.util.EventManager;
import io.github.djlobservability.access.Access;
import io.github.djlobservability.access.Right;
import io.github.djlobservability.config.AccessSetting;
import io.github.djlobservability.config.Configuration;
import io.github.djlobservability.config.GeneralSetting;
import io.github.djlobservability.config.HardwareSetting;
import io.github.djlobservability.config.InvalidConfigurationException;
import io.github.djlobservability.config.MetricSetting;
import io.github.djlobservability.config.PrivacySetting;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.config.problem.ConfigurationProblem;
import io.github.djlobservability.config.problem.PluginJars;
import io.github.djlobservability.console.Callers;
import io.github.djlobservability.console.Console;
import io.github.djlobservability.console.MetricsPage;
import io.github.djlobservability.console.ModelPages;
import io.github.djlobservability.console.PagePort;
import io.github.djlobservability.console.Pages;
import io.github.djlobservability.console.WrongTokens;
import io.github.djlobservability.console.overview.Overview;
import io.github.djlobservability.console.overview.ServerOverview;
import io.github.djlobservability.console.overview.Snapshots;
import io.github.djlobservability.content.ContentReader;
import io.github.djlobservability.disclosure.ValuePolicy;
import io.github.djlobservability.embedding.SecondModels;
import io.github.djlobservability.engine.EngineWatch;
import io.github.djlobservability.governor.Governor;
import io.github.djlobservability.governor.GovernorTelemetry;
import io.github.djlobservability.hardware.Hardware;
import io.github.djlobservability.http.HttpDoor;
import io.github.djlobservability.inference.HostModels;
import io.github.djlobservability.inference.HostPools;
import io.github.djlobservability.inference.HttpSight;
import io.github.djlobservability.inference.ModelDoor;
import io.github.djlobservability.load.DeviceReader;
import io.github.djlobservability.load.LoadMonitoring;
import io.github.djlobservability.load.ProcessCpu;
import io.github.djlobservability.model.Computations;
import io.github.djlobservability.model.HardwareFigures;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.model.ServedModels;
import io.github.djlobservability.monitoring.FileProblems;
import io.github.djlobservability.monitoring.Monitoring;
import io.github.djlobservability.observation.RequestsInFlight;
import io.github.djlobservability.privacy.Privacy;
import io.github.djlobservability.state.FileKeys;
import io.github.djlobservability.state.FileTrouble;
import io.github.djlobservability.state.FolderKeys;
import io.github.djlobservability.telemetry.Telemetry;
import io.github.djlobservability.telemetry.Versions;
import io.github.djlobservability.telemetry.definition.Event;
import io.github.djlobservability.telemetry.definition.HttpKeys;
import io.github.djlobservability.telemetry.definition.PluginKeys;
import io.github.djlobservability.telemetry.definition.PluginMetric;
import io.github.djlobservability.worker.Deadline;
import io.github.djlobservability.worker.MemoryBudget;
import io.github.djlobservability.worker.Worker;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plugin's parts, put together for one server. Thread-safe. */
final class Observability {
  private static final Logger LOGGER = LoggerFactory.getLogger(Observability.class);
  private static final Duration HOUSEKEEPING = Duration.ofSeconds(5);
  private static final Duration GOVERNING = Duration.ofSeconds(1);
  private static final Duration TELLING = Duration.ofMinutes(1);

  /** In all: with the server's own end, the process ends within five seconds. */
  private static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(4);

  private static final int MOST_CAUSES = 20;

  private static final Duration STATE_LIMIT = Duration.ofSeconds(3);
  private static final Duration WRITER_LIMIT = Duration.ofMillis(500);

  /** A collector that takes longer to answer is taken to hang. */
  private static final Duration EXPORT_LIMIT = Duration.ofMillis(2500);

  private static final Duration PORT_LIMIT = Duration.ofMillis(100);

  /** Ending what is under way takes no more than the event loops' turn. */
  private static final Duration IN_FLIGHT_LIMIT = Duration.ofMillis(500);

  private final HttpDoor httpDoor;
  private final Console console;
  private final Telemetry telemetry;
  private final Monitoring monitoring;
  private final ContentReader reader;
  private final @Nullable Hardware hardware;
  private final @Nullable PagePort port;
  private final LoadMonitoring load;
  private final Instant startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  private Observability(Configuration configuration, Versions versions) {
    protect(configuration);
    telemetry = startTelemetry(configuration, versions);
    if (telemetry.privacy().isOfProcess()) {
      long unused = telemetry.failures().told("telemetry");
    }
    telemetry
        .instruments(PluginMetric.class)
        .observe(
            to ->
                to.record(
                    PluginMetric.CONFIGURATION_ERRORS,
                    configuration.problems().size(),
                    Attributes.empty()));
    ServedModels models = new ServedModels(System::nanoTime);
    RequestsInFlight inFlight = new RequestsInFlight();
    ModelManager manager = ModelManager.getInstance();
    HostModels host = new HostModels(manager, models, configuration.server());
    Governor governor =
        Governor.ofThisProcess(
            configuration.server().get(GeneralSetting.CPU_SHARE), telemetry.workers());
    GovernorTelemetry.observe(governor, telemetry);
    monitoring =
        new Monitoring(
            stateFolder(configuration),
            versions.plugin(),
            telemetry,
            files(configuration),
            governor,
            new SecondModels(telemetry, governor));
    hardware = startHardware(configuration, telemetry);
    load =
        new LoadMonitoring(
            models,
            new HostPools(manager, host),
            List.of(ProcessCpu.ofThisProcess()),
            hardware == null ? DeviceReader.NONE : hardware,
            telemetry,
            inFlight,
            monitoring::requested,
            System::nanoTime);
    reader = new ContentReader(telemetry);
    HardwareFigures figures = hardware == null ? HardwareFigures.NONE : hardware;
    HostConnectors connectors = HostConnectors.ofServer();
    Callers callers = new Callers(connectors);
    Access access =
        new Access(
            AccessSetting.access(configuration.server()), new SecureRandom(), System::nanoTime);
    httpDoor =
        new HttpDoor(
            telemetry,
            host,
            inFlight,
            monitoring,
            reader,
            load,
            (channel, request, authorization) ->
                access.decide(
                    Right.MANAGE, callers.of(channel, request).authorizedBy(authorization)),
            ConfigManager.getInstance().getRequestIdHeaderKey(),
            configuration.server());
    ModelDoor modelDoor =
        new ModelDoor(
            configuration,
            telemetry,
            models,
            inFlight,
            monitoring,
            monitoring,
            hardware == null ? Computations.NONE : hardware,
            new HttpSight(httpDoor::seesAll, host::isServed));
    console =
        new Console(
            new Pages(
                new ModelPages(
                    new ServerOverview(
                        () -> describe(versions), configuration, telemetry, governor, figures),
                    new Snapshots(models, monitoring, load, figures, telemetry),
                    models,
                    monitoring,
                    new MetricsPage(telemetry.metricPage())),
                access,
                this::audit,
                failure -> telemetry.failures().caught(Console.PART, failure),
                configuration.server().find(GeneralSetting.TRACE_LINK),
                System::nanoTime),
            callers,
            configuration.server().get(MetricSetting.APPEND_TO_SERVER),
            telemetry.workers(),
            telemetry.failures());
    port = openPort(configuration, connectors);
    monitoring.start();
    reader.start();
    load.start();
    EventManager.getInstance().addListener(modelDoor);
    Worker housekeeper = telemetry.workers().worker("housekeeping", "inference");
    EngineWatch engines = new EngineWatch(models, telemetry);
    housekeeper.every(HOUSEKEEPING, () -> housekeeping(telemetry, modelDoor, host, models));
    housekeeper.every(GOVERNING, () -> govern(governor));
    WrongTokens wrong =
        new WrongTokens(access::failedTries, telemetry.instruments(PluginMetric.class));
    housekeeper.every(TELLING, wrong::tell);
    housekeeper.every(HOUSEKEEPING, engines::look);
    housekeeper.start();
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "djl-serving-observability-stop"));
  }

  /**
   * Starts the plugin.
   *
   * @return null when it is switched off, or could not be started: then the server runs without it
   * @throws InvalidConfigurationException for wrong settings in strict mode
   */
  static @Nullable Observability start() {
    Configuration configuration =
        new Configuration(serverProperties(), System.getenv(), Observability::report);
    if (!configuration.server().get(GeneralSetting.ENABLED)) {
      LOGGER.info("Observability is switched off");
      return null;
    }
    if (!configuration.printedSecrets().isEmpty()) {
      LOGGER.warn(
          "The server has printed the secrets in {} to its log, as it prints every SERVING_*"
              + " variable; write them to files, and set file:PATH",
          String.join(", ", configuration.printedSecrets()));
    }
    ConfigurationProblem jars =
        PluginJars.several(Observability.class.getClassLoader(), Observability.class);
    if (jars != null) {
      configuration.refused(jars);
    }
    try {
      Versions versions = new Versions(pluginVersion(), Engine.getDjlVersion());
      Observability started = new Observability(configuration, versions);
      LOGGER.info("Observability {} is on: GET /observability", versions.plugin());
      return started;
    } catch (RuntimeException | LinkageError e) {
      if (configuration.server().get(GeneralSetting.STRICT)) {
        throw e;
      }
      LOGGER.error("Observability could not be started; the server runs without it", e);
      return null;
    }
  }

  private Overview.Plugin describe(Versions versions) {
    return new Overview.Plugin(
        versions.plugin(),
        versions.djl(),
        telemetry.ownsSdk(),
        httpDoor.fallBackReason(),
        startedAt.toString(),
        telemetry.destination(),
        telemetry.exports());
  }

  /** Has all files be encrypted, if that is asked for; before the first is written. */
  private static void protect(Configuration configuration) {
    FileKeys keys = PrivacySetting.fileKeys(configuration.server());
    if (keys != null) {
      FolderKeys.put(stateFolder(configuration), keys);
    }
    ConfigurationProblem unusable = PrivacySetting.unusableKey(configuration.server());
    if (unusable != null) {
      configuration.refused(unusable);
    }
  }

  /** Without a key that is kept, hashes are those of this process. */
  private static Privacy privacy(Configuration configuration) {
    ValuePolicy policy = PrivacySetting.values(configuration.server());
    try {
      return Privacy.in(stateFolder(configuration), policy);
    } catch (IOException e) {
      configuration.keyNotKept(stateFolder(configuration).toString(), FileTrouble.sentence(e));
      return Privacy.ofProcess(policy);
    }
  }

  /** Without OpenTelemetry there is still our own page. */
  private static Telemetry startTelemetry(Configuration configuration, Versions versions) {
    long heapBytes = Runtime.getRuntime().maxMemory();
    MemoryBudget memory =
        new MemoryBudget(configuration.server().get(GeneralSetting.MEMORY).of(heapBytes));
    try {
      return Telemetry.start(
          versions, configuration.server(), memory, privacy(configuration), configuration::refused);
    } catch (RuntimeException | LinkageError e) {
      String why = why(e);
      if (Telemetry.isOfSettings(e)) {
        LOGGER.error("OpenTelemetry could not be started, so nothing is exported: {}", why);
      } else {
        LOGGER.error("OpenTelemetry could not be started, so nothing is exported", e);
      }
      configuration.refused(
          new ConfigurationProblem(
              "OpenTelemetry", "OTEL_*", "(one of these)", "what its documentation says: " + why));
      return Telemetry.using(OpenTelemetry.noop(), versions.plugin(), memory, Runnable::run);
    }
  }

  /** Returns what failed, and what lies at the bottom of it, as a port that is taken. */
  private static String why(Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; i < MOST_CAUSES && cause.getCause() != null; i++) {
      cause = cause.getCause();
    }
    return cause == failure
        ? String.valueOf(failure.getMessage())
        : failure.getMessage() + ": " + cause;
  }

  /** Returns whether a request that the server offers is for us. */
  boolean accepts(FullHttpRequest request) {
    return !httpDoor.hasSeen(request) || console.takes(request);
  }

  /** Takes a request that the server offers: for our pages, or the first of its channel. */
  void handle(ChannelHandlerContext ctx, FullHttpRequest request, String[] segments) {
    if (httpDoor.hasSeen(request)) {
      httpDoor.inTurn(ctx, request, () -> console.reply(ctx, request));
    } else {
      httpDoor.open(ctx, request);
    }
  }

  /** Without it the pages are on the server's port alone. */
  private @Nullable PagePort openPort(Configuration configuration, HostConnectors connectors) {
    Long port = configuration.server().find(GeneralSetting.PORT);
    if (port == null) {
      return null;
    }
    String address = configuration.server().get(GeneralSetting.ADDRESS);
    try {
      if (connectors.isServers(port.intValue())) {
        throw new IOException("it is the server's own");
      }
      InetSocketAddress at = new InetSocketAddress(address, port.intValue());
      PagePort opened = PagePort.open(at, console, telemetry.failures());
      LOGGER.info("The pages are at http://{}:{}/observability, too", address, port);
      return opened;
    } catch (IOException e) {
      configuration.refused(
          new ConfigurationProblem(
              "pages' port",
              GeneralSetting.PORT.key(),
              address + ":" + port,
              "a free port of this machine that is not the server's; " + e.getMessage()));
      return null;
    }
  }

  /** Without it everything else is still there. */
  private static @Nullable Hardware startHardware(
      Configuration configuration, Telemetry telemetry) {
    Settings settings = configuration.server();
    try {
      return settings.get(HardwareSetting.HARDWARE)
          ? Hardware.start(settings.get(HardwareSetting.GPU_LIBRARY), telemetry, System.getenv())
          : null;
    } catch (RuntimeException | LinkageError e) {
      telemetry.failures().caught("hardware", e);
      return null;
    }
  }

  /** State goes first: telemetry waits for others, and whoever stops us does not wait long. */
  private void stop() {
    Deadline deadline = new Deadline(SHUTDOWN_LIMIT, System::nanoTime);
    httpDoor.shutDown(deadline.atMost(IN_FLIGHT_LIMIT));
    telemetry.closeWriter(deadline.atMost(WRITER_LIMIT));
    monitoring.close(deadline.atMost(STATE_LIMIT));
    LOGGER.info("The state of the monitors is saved");
    reader.close(deadline.atMost(WRITER_LIMIT));
    if (hardware != null) {
      hardware.close();
    }
    load.close(deadline.atMost(WRITER_LIMIT));
    if (port != null) {
      port.close(deadline.atMost(PORT_LIMIT));
    }
    telemetry.close(deadline.atMost(EXPORT_LIMIT));
    LOGGER.info("Telemetry is stopped");
  }

  private static Path stateFolder(Configuration configuration) {
    String configured = configuration.server().find(GeneralSetting.STATE_FOLDER);
    return configured == null
        ? Path.of(ConfigManager.getModelServerHome(), "observability")
        : Path.of(configured);
  }

  private static FileProblems files(Configuration configuration) {
    return new FileProblems() {
      @Override
      public void refused(ModelId model, Path reference, String why) {
        configuration.referenceRefused(model.toString(), reference.toString(), why);
      }

      @Override
      public void replaced(ModelId model) {
        configuration.referenceReplaced(model.toString());
      }

      @Override
      public void notKept(ModelId model, String part, Path folder, String why) {
        configuration.stateNotKept(model.toString(), part, folder.toString(), why);
      }

      @Override
      public void kept(ModelId model, String part) {
        configuration.stateKept(model.toString(), part);
      }
    };
  }

  private void govern(Governor governor) {
    governor.logs(monitoring.logsInferences());
    governor.govern();
    monitoring.keepCaptures(governor.captureShare());
  }

  private static void housekeeping(
      Telemetry telemetry, ModelDoor modelDoor, HostModels host, ServedModels models) {
    modelDoor.forgetUnloaded(host);
    telemetry.retainModels(models::isListed);
    for (ServedModel model : models.all()) {
      model.statistics().rotateWhenDue();
    }
  }

  private void audit(String holder, String address, String action) {
    telemetry
        .events()
        .tell(
            LOGGER,
            false,
            Event.MANAGED,
            action + " (by " + holder + ", from " + address + ")",
            Instant.now(),
            Attributes.of(PluginKeys.HOLDER, holder, HttpKeys.CLIENT_ADDRESS, address));
  }

  private static void report(ConfigurationProblem problem) {
    LOGGER.error("{}", problem.message());
  }

  /** The server offers its settings one by one; only the file tells which keys there are. */
  private static Properties serverProperties() {
    Properties properties = new Properties();
    String file = ConfigManager.getInstance().getProperty("configFile", null);
    if (file != null) {
      try (InputStream in = Files.newInputStream(Path.of(file))) {
        properties.load(in);
      } catch (IOException e) {
        throw new UncheckedIOException("The server's configuration can't be read again", e);
      }
    }
    return properties;
  }

  private static String pluginVersion() {
    String version = Observability.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }
}
