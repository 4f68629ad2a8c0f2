package ai.djl.serving;

import ai.djl.engine.Engine;
import ai.djl.metric.Dimension;
import ai.djl.metric.Metric;
import ai.djl.metric.Unit;
import ai.djl.serving.http.ServerStartupException;
import ai.djl.serving.models.ModelManager;
import ai.djl.serving.plugins.FolderScanPluginManager;
import ai.djl.serving.util.ConfigManager;
import ai.djl.serving.util.Connector;
import ai.djl.serving.util.Connector.ConnectorType;
import ai.djl.serving.util.ModelStore;
import ai.djl.serving.util.ServerGroups;
import ai.djl.serving.workflow.BadWorkflowException;
import ai.djl.serving.workflow.Workflow;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads plugins, then models, then listens. */
public class ModelServer {

  private static final Logger logger = LoggerFactory.getLogger(ModelServer.class);
  private static final Logger SERVER_METRIC = LoggerFactory.getLogger("server_metric");

  /** How long a server whose model failed still answers that it did. */
  private static final int LAST_PING_SECONDS = 3;

  private final ConfigManager config;
  private final FolderScanPluginManager plugins;
  private final ServerGroups groups;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final List<ChannelFuture> closed = new ArrayList<>();

  public ModelServer(ConfigManager configManager) {
    config = configManager;
    plugins = new FolderScanPluginManager(configManager);
    groups = new ServerGroups(configManager);
  }

  /** Runs until the process ends; exits with 1 if the server can't start. */
  public static void main(String[] args) {
    try {
      DependencyFolder.register();
      ConfigManager.init(new Arguments(args));
      new ModelServer(ConfigManager.getInstance()).startAndWait();
    } catch (IllegalArgumentException e) {
      logger.error("Invalid configuration", e);
      SERVER_METRIC.info("{}", new Metric("ConfigurationError", 1));
      System.exit(1);
    } catch (Throwable e) {
      logger.error("Unexpected error", e);
      SERVER_METRIC.info("{}", new Metric("StartupFailed", 1));
      System.exit(1);
    }
  }

  public void startAndWait()
      throws InterruptedException, IOException, GeneralSecurityException, ServerStartupException {
    try {
      logger.info("Starting model server ...");
      start().get(0).sync();
    } finally {
      groups.shutdown(true);
      logger.info("Model server stopped.");
    }
  }

  /** Returns a future for each address, which is done when the server no longer listens there. */
  public List<ChannelFuture> start()
      throws InterruptedException, IOException, GeneralSecurityException, ServerStartupException {
    long begin = System.nanoTime();
    logger.info("Starting djl-serving: {} ...", Engine.getDjlVersion());
    plugins.loadPlugins(true);
    try {
      ModelStore.getInstance().initialize();
      ModelStore.getInstance().getWorkflows().forEach(this::load);
    } catch (BadWorkflowException | CompletionException e) {
      throw new ServerStartupException("Failed to initialize startup models and workflows", e);
    }
    Connector inference = config.getConnector(ConnectorType.INFERENCE);
    Connector management = config.getConnector(ConnectorType.MANAGEMENT);
    if (inference.equals(management)) {
      closed.add(listen(config.getConnector(ConnectorType.BOTH)));
    } else {
      closed.add(listen(inference));
      closed.add(listen(management));
    }
    long micros = (System.nanoTime() - begin) / 1000;
    SERVER_METRIC.info("{}", new Metric("StartupLatency", micros, Unit.MICROSECONDS));
    if (stopped.get()) {
      stop();
    }
    return List.copyOf(closed);
  }

  private void load(Workflow workflow) {
    CompletableFuture<Void> registered = ModelManager.getInstance().registerWorkflow(workflow);
    registered.exceptionally(e -> stopLater(workflow, e));
    if (config.waitModelLoading()) {
      registered.join();
    }
  }

  private Void stopLater(Workflow workflow, Throwable error) {
    logger.error("Failed register workflow", error);
    Dimension dimension = new Dimension("Model", workflow.getName());
    SERVER_METRIC.info("{}", new Metric("ModelLoadingError", 1, Unit.COUNT, dimension));
    CompletableFuture.delayedExecutor(LAST_PING_SECONDS, TimeUnit.SECONDS).execute(this::stop);
    return null;
  }

  private ChannelFuture listen(Connector connector)
      throws InterruptedException, IOException, GeneralSecurityException {
    SslContext sslContext = connector.isSsl() ? config.getSslContext() : null;
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(groups.getServerGroup(), groups.getChildGroup())
            .channel(connector.getServerChannel())
            .option(ChannelOption.SO_BACKLOG, 1024)
            // A closed connection is reset at once, with what was not sent.
            .childOption(ChannelOption.SO_LINGER, 0)
            .childOption(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childHandler(new ServerInitializer(sslContext, connector.getType(), plugins));
    Channel channel = bootstrap.bind(connector.getSocketAddress()).sync().channel();
    groups.registerChannel(channel);
    logger.info("{} API bind to: {}", connector.getType(), connector);
    return channel.closeFuture();
  }

  public boolean isRunning() {
    return !stopped.get();
  }

  public void stop() {
    logger.info("Stopping model server.");
    stopped.set(true);
    groups.shutdown(true);
  }
}
