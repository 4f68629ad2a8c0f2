package ai.djl.serving.util;

import ai.djl.serving.Arguments;
import ai.djl.serving.wlm.util.WlmConfigManager;
import ai.djl.util.Utils;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.IntConsumer;

/**
 * The server's settings: {@code config.properties}, over it the command line, over it {@code
 * SERVING_*} from the environment.
 */
public final class ConfigManager {

  private static final int DEFAULT_MAX_REQUEST_BYTES = 64 * 1024 * 1024;
  private static final String DEFAULT_ADDRESS = "http://127.0.0.1:8080";

  private static ConfigManager instance;

  private final Properties properties = new Properties();

  private ConfigManager(Arguments arguments) {
    Path file = arguments.getConfigFile();
    if (file != null) {
      try (InputStream in = Files.newInputStream(file)) {
        properties.load(in);
      } catch (IOException e) {
        throw new IllegalArgumentException("Unable to read configuration file", e);
      }
      properties.setProperty("configFile", file.toString());
    }
    if (arguments.getModelStore() != null) {
      properties.setProperty("model_store", arguments.getModelStore());
    }
    if (arguments.getModels() != null) {
      properties.setProperty("load_models", String.join(",", arguments.getModels()));
    }
    for (Map.Entry<String, String> entry : Utils.getenv().entrySet()) {
      if (entry.getKey().startsWith("SERVING_")) {
        String key = entry.getKey().substring("SERVING_".length()).toLowerCase(Locale.ROOT);
        properties.setProperty(key, entry.getValue());
      }
    }
  }

  public static void init(Arguments arguments) {
    instance = new ConfigManager(arguments);
    for (String engine : List.of("pytorch", "onnxruntime")) {
      limitThreads("ai.djl." + engine + ".num_threads");
      limitThreads("ai.djl." + engine + ".num_interop_threads");
    }
    WlmConfigManager defaults = WlmConfigManager.getInstance();
    instance.ifSet("job_queue_size", defaults::setJobQueueSize);
    instance.ifSet("max_idle_time", defaults::setMaxIdleSeconds);
    instance.ifSet("batch_size", defaults::setBatchSize);
    instance.ifSet("max_batch_delay", defaults::setMaxBatchDelayMillis);
    instance.ifSet("reserved_memory_mb", defaults::setReservedMemoryMb);
    defaults.setLoadOnDevices(instance.getLoadOnDevices());
  }

  private static void limitThreads(String key) {
    if (System.getProperty(key) == null) {
      System.setProperty(key, "1");
    }
  }

  private void ifSet(String key, IntConsumer setter) {
    if (properties.containsKey(key)) {
      setter.accept(getIntProperty(key, 0));
    }
  }

  /** Null before {@link #init}. */
  public static ConfigManager getInstance() {
    return instance;
  }

  public Connector getConnector(Connector.ConnectorType type) {
    String key =
        switch (type) {
          case MANAGEMENT -> "management_address";
          case CLUSTER -> "cluster_address";
          case INFERENCE, BOTH -> "inference_address";
        };
    return Connector.parse(properties.getProperty(key, DEFAULT_ADDRESS), type);
  }

  /** Threads that read and write; 0 for Netty's default. */
  public int getNettyThreads() {
    return getIntProperty("number_of_netty_threads", 0);
  }

  /** {@code MODEL_SERVER_HOME} of the environment or the system properties, or where we are. */
  public static String getModelServerHome() {
    String home = Utils.getEnvOrSystemProperty("MODEL_SERVER_HOME");
    Path folder = Path.of(home == null ? "." : home);
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("Model server home not exist: " + home);
    }
    try {
      return folder.toRealPath().toString();
    } catch (IOException e) {
      return folder.toAbsolutePath().toString();
    }
  }

  /** Returns whether the server takes requests only when all models are loaded. */
  public boolean waitModelLoading() {
    return Boolean.parseBoolean(getProperty("wait_model_loading", "true"));
  }

  /** Returns whether a ping is answered with 207 while a model is being loaded. */
  public boolean allowsMultiStatus() {
    return Boolean.parseBoolean(getProperty("allow_multi_status", "false"));
  }

  public Path getModelStore() {
    return path("model_store", null);
  }

  public String getLoadModels() {
    return properties.getProperty("load_models");
  }

  public String getLoadOnDevices() {
    return getProperty("load_on_devices", "*");
  }

  public String getCorsAllowedOrigin() {
    return properties.getProperty("cors_allowed_origin");
  }

  public String getCorsAllowedMethods() {
    return properties.getProperty("cors_allowed_methods");
  }

  public String getCorsAllowedHeaders() {
    return properties.getProperty("cors_allowed_headers");
  }

  /** Returns the plugin folder, and {@code $APP_HOME/plugins} if that is another one. */
  public List<Path> getPluginFolder() throws IOException {
    List<Path> folders = new ArrayList<>();
    Path folder = path("plugin_folder", "plugins");
    folders.add(folder);
    String appHome = Utils.getenv("APP_HOME");
    if (appHome != null) {
      Path more = Path.of(appHome, "plugins");
      if (Files.exists(more) && !(Files.exists(folder) && Files.isSameFile(more, folder))) {
        folders.add(more);
      }
    }
    return folders;
  }

  public SslContext getSslContext() throws IOException, GeneralSecurityException {
    Path keyStore = path("keystore", null);
    Path certificate = path("certificate_file", null);
    Path privateKey = path("private_key_file", null);
    if (keyStore != null) {
      return ServerKey.fromKeyStore(
              keyStore,
              getProperty("keystore_type", "PKCS12"),
              getProperty("keystore_pass", "changeit").toCharArray())
          .toSslContext();
    }
    if (privateKey != null && certificate != null) {
      return ServerKey.fromPem(privateKey, certificate).toSslContext();
    }
    return ServerKey.selfSigned().toSslContext();
  }

  /** Returns how long the next chunk of a streamed output may take, in seconds. */
  public int getChunkedReadTimeout() {
    return getIntProperty("chunked_read_timeout", 120);
  }

  public int getBadRequestErrorHttpCode() {
    return getIntProperty("bad_request_http_code", 400);
  }

  public int getWlmErrorHttpCode() {
    return getIntProperty("wlm_error_http_code", 503);
  }

  public int getThrottleErrorHttpCode() {
    return getIntProperty("throttle_error_http_code", 503);
  }

  public int getServerErrorHttpCode() {
    return getIntProperty("server_error_http_code", 500);
  }

  public String getRequestIdHeaderKey() {
    return getProperty("request_id_header_key", "x-request-id");
  }

  public String getProperty(String key, String def) {
    return properties.getProperty(key, def);
  }

  public boolean useNativeIo() {
    return Boolean.parseBoolean(getProperty("use_native_io", "true"));
  }

  /** Returns the largest request body that is taken, in bytes. */
  public int getMaxRequestSize() {
    return getIntProperty("max_request_size", DEFAULT_MAX_REQUEST_BYTES);
  }

  public int getIntProperty(String key, int def) {
    String value = properties.getProperty(key);
    return value == null ? def : Integer.parseInt(value);
  }

  /** A relative path starts at the server's home. */
  private Path path(String key, String defaultValue) {
    String value = properties.getProperty(key, defaultValue);
    return value == null ? null : Path.of(getModelServerHome()).resolve(value);
  }
}
