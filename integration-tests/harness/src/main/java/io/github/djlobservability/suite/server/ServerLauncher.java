package io.github.djlobservability.suite.server;

import io.github.djlobservability.suite.BuiltFiles;
import io.github.djlobservability.suite.otlp.OtlpReceiver;
import io.github.djlobservability.suite.otlp.OtlpReceiver.Protocol;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a server is to be started. Each setter returns this launcher. */
public final class ServerLauncher {

  private final String name;
  private final List<Path> plugins = new ArrayList<>();
  private final List<Path> dependencies = new ArrayList<>();
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final List<String> jvmOptions = new ArrayList<>();
  private boolean tls;
  private boolean split;
  private boolean open;
  private int port;

  /**
   * A server with no plugins and no models.
   *
   * @param name of its folder below {@code target/servers}
   */
  public ServerLauncher(String name) {
    this.name = name;
    settings.put("load_models", "NONE");
  }

  /** Drops the packaged plugin into the server's plugin folder. */
  public ServerLauncher withPlugin() {
    return withPlugin(BuiltFiles.pluginJar());
  }

  /** Drops any plugin into the server's plugin folder. */
  public ServerLauncher withPlugin(Path jar) {
    plugins.add(jar);
    return this;
  }

  /** Puts a jar into the server's {@code deps} folder: its models see it. */
  public ServerLauncher withDependency(Path jar) {
    dependencies.add(jar);
    return this;
  }

  /** Loads every model of the folder at start. */
  public ServerLauncher withModels(Path modelStore) {
    return withSetting("model_store", modelStore.toString()).withSetting("load_models", "ALL");
  }

  /** Returns a line of {@code config.properties}. */
  public ServerLauncher withSetting(String key, String value) {
    settings.put(key, value);
    return this;
  }

  public ServerLauncher withEnvironment(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  public ServerLauncher withEnvironment(Map<String, String> variables) {
    environment.putAll(variables);
    return this;
  }

  /** Lets the plugin send all telemetry to the receiver over http/protobuf. */
  public ServerLauncher sendingTo(OtlpReceiver receiver) {
    return sendingTo(receiver, Protocol.HTTP_PROTOBUF);
  }

  public ServerLauncher sendingTo(OtlpReceiver receiver, Protocol protocol) {
    return withEnvironment(receiver.environment(protocol));
  }

  public ServerLauncher withJvmOption(String option) {
    jvmOptions.add(option);
    return this;
  }

  /** Starts sooner and runs slower: for a server that gets a handful of requests. */
  public ServerLauncher forFewRequests() {
    return comparingEveryRow()
        .withJvmOption("-XX:TieredStopAtLevel=1")
        .withJvmOption("-XX:+UseSerialGC");
  }

  /** Has the plugin compare every row, however slow this machine and how cold its JVM is. */
  public ServerLauncher comparingEveryRow() {
    return withSetting("observability.cpu-share", "100%");
  }

  /** Makes Netty look at every buffer; {@link ServerLog#leaks()} has what it finds. */
  public ServerLauncher withLeakDetection() {
    return withJvmOption("-Dio.netty.leakDetection.level=paranoid");
  }

  /** Serves https, with the first key of a PKCS12 file. */
  public ServerLauncher withTls(Path keyStore, String password) {
    tls = true;
    return withSetting("keystore", keyStore.toString()).withSetting("keystore_pass", password);
  }

  /** Listens for inference there rather than on a free port. */
  public ServerLauncher onPort(int fixed) {
    port = fixed;
    return this;
  }

  /** Binds to all addresses, as the official images do, so that strangers reach the server. */
  public ServerLauncher withOpenConnectors() {
    open = true;
    return this;
  }

  /** Gives management a port of its own. */
  public ServerLauncher withSplitConnectors() {
    split = true;
    return this;
  }

  /**
   * Starts the server and waits until it serves.
   *
   * @throws IllegalStateException if it does not come up; the message has the end of its log
   */
  public ServerProcess start() throws IOException {
    ServerProcess process = launch();
    process.awaitReady();
    return process;
  }

  private String bound(URI address) {
    String written = address.toString();
    return open ? written.replace("127.0.0.1", "0.0.0.0") : written;
  }

  /** Starts the server and does not wait for it. */
  public ServerProcess launch() throws IOException {
    String scheme = tls ? "https" : "http";
    URI inference = URI.create(scheme + "://127.0.0.1:" + (port == 0 ? FreePort.next() : port));
    URI management = split ? URI.create(scheme + "://127.0.0.1:" + FreePort.next()) : inference;
    settings.put("inference_address", bound(inference));
    settings.put("management_address", bound(management));
    ServerHome home = ServerHome.create(name, settings, plugins, dependencies);
    Process process = home.start(Installation.current(), environment, jvmOptions);
    return new ServerProcess(process, home, inference, management);
  }
}
