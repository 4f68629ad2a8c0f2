package ai.djl.serving.wlm;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ModelException;
import ai.djl.engine.Engine;
import ai.djl.inference.Predictor;
import ai.djl.metric.Dimension;
import ai.djl.metric.Metric;
import ai.djl.metric.Metrics;
import ai.djl.metric.Unit;
import ai.djl.repository.FilenameUtils;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.serving.wlm.util.EventManager;
import ai.djl.serving.wlm.util.WlmConfigManager;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A model that DJL loads, once for each device. */
public final class ModelInfo<I, O> extends WorkerPoolConfig<I, O> {

  private static final Logger logger = LoggerFactory.getLogger(ModelInfo.class);
  private static final Logger MODEL_METRIC = LoggerFactory.getLogger("model_metric");

  private final Class<I> inputClass;
  private final Class<O> outputClass;
  private final EventManager events = EventManager.getInstance();
  // Not final, as in the real one: a plugin that looks on puts a map of its own here.
  private Map<Device, ZooModel<I, O>> models = new ConcurrentHashMap<>();
  private final ModelArguments arguments = new ModelArguments();
  private final Map<String, Adapter<I, O>> adapters = new ConcurrentHashMap<>();
  private String engineName;
  private String loadOnDevices;
  private boolean initialized;
  private volatile Path modelDir;
  private volatile Properties properties;
  private volatile Engine engine;
  private volatile Status status;

  /**
   * @param engineName null to infer it from the files
   * @param loadOnDevices names, separated by {@code ;}; null to take it from the settings
   * @param queueSize this and the other numbers: negative to take it from the settings
   */
  public ModelInfo(
      String id,
      String modelUrl,
      String version,
      String engineName,
      String loadOnDevices,
      Class<I> inputClass,
      Class<O> outputClass,
      int queueSize,
      int maxIdleSeconds,
      int maxBatchDelayMillis,
      int batchSize,
      int minWorkers,
      int maxWorkers) {
    this.id = id;
    this.modelUrl = modelUrl;
    this.version = version;
    this.engineName = engineName;
    this.loadOnDevices = loadOnDevices;
    this.inputClass = inputClass;
    this.outputClass = outputClass;
    this.queueSize = queueSize;
    this.maxIdleSeconds = maxIdleSeconds;
    this.maxBatchDelayMillis = maxBatchDelayMillis;
    this.batchSize = batchSize;
    this.minWorkers = Math.min(minWorkers, maxWorkers);
    this.maxWorkers = maxWorkers;
  }

  /** Returns the live {@code serving.properties}; null until the model is downloaded. */
  public Properties getProperties() {
    return properties;
  }

  @Override
  public void initialize() throws IOException, ModelException {
    if (initialized) {
      return;
    }
    events.onModelDownloading(this);
    long begin = System.nanoTime();
    ModelFolder folder = ModelFolder.fetch(modelUrl);
    modelDir = folder.dir();
    arguments.addWorkersFromEnvironment();
    if (properties == null) {
      properties = folder.readProperties(arguments.arguments());
    }
    events.onModelDownloaded(this, null);
    configure(folder);
    logMicros("DownloadModel", begin);
    arguments.addAll(properties);
    initialized = true;
  }

  private void configure(ModelFolder folder) throws ModelNotFoundException {
    WlmConfigManager defaults = WlmConfigManager.getInstance();
    queueSize = setting(queueSize, "job_queue_size", defaults.getJobQueueSize());
    if (batchSize <= 0 && properties.containsKey("max_dynamic_batch_size")) {
      batchSize = setting(-1, "max_dynamic_batch_size", 1);
      batchSize = setting(-1, "batch_size", batchSize);
      properties.setProperty("batch_size", String.valueOf(batchSize));
    }
    batchSize = setting(batchSize, "batch_size", defaults.getBatchSize());
    maxBatchDelayMillis =
        setting(maxBatchDelayMillis, "max_batch_delay", defaults.getMaxBatchDelayMillis());
    maxIdleSeconds = setting(maxIdleSeconds, "max_idle_time", defaults.getMaxIdleSeconds());
    if (loadOnDevices == null) {
      loadOnDevices = properties.getProperty("load_on_devices", defaults.getLoadOnDevices());
    }
    if (engineName == null) {
      engineName = folder.engineName(properties);
    }
    logger.info(
        "{}: Apply per model settings: job_queue_size {}, batch_size {}, max_batch_delay {},"
            + " max_idle_time {}, load_on_devices {}, engine {}, {}",
        uid,
        queueSize,
        batchSize,
        maxBatchDelayMillis,
        maxIdleSeconds,
        loadOnDevices,
        engineName,
        properties);
    events.onModelConfigured(this);
  }

  private int setting(int given, String key, int defaultValue) {
    if (given > 0) {
      return given;
    }
    String value = properties.getProperty(key);
    return value == null ? defaultValue : Integer.parseInt(value);
  }

  @Override
  public void load(Device device) throws ModelException, IOException {
    if (models.containsKey(device)) {
      return;
    }
    try {
      initialize();
    } catch (IOException e) {
      throw new ModelNotFoundException(e);
    }
    events.onModelLoading(this, device);
    long begin = System.nanoTime();
    try {
      logger.info("Loading model {} {} on {}", id, uid, device);
      ZooModel<I, O> model = criteria(device).loadModel();
      model.setProperty("metric_dimension", id);
      logMicros("LoadModel", begin);
      events.onModelLoaded(this);
      if (engine == null) {
        engine = model.getNDManager().getEngine();
      }
      models.put(device, model);
      status = Status.READY;
    } finally {
      if (status == null) {
        status = Status.FAILED;
      }
    }
  }

  private Criteria<I, O> criteria(Device device) {
    Criteria.Builder<I, O> builder =
        Criteria.builder()
            .setTypes(inputClass, outputClass)
            .optModelUrls(modelUrl)
            .optEngine(engineName)
            .optDevice(device);
    arguments.addTo(builder, engineName, batchSize);
    return builder.build();
  }

  private void logMicros(String name, long beginNanos) {
    long micros = (System.nanoTime() - beginNanos) / 1000;
    Dimension dimension = new Dimension("Model", id);
    MODEL_METRIC.info("{}", new Metric(name, micros, Unit.MICROSECONDS, dimension));
  }

  /** Returns the live map of what is loaded. */
  public Map<Device, ZooModel<I, O>> getModels() {
    return models;
  }

  public ZooModel<I, O> getModel(Device device) {
    ZooModel<I, O> model = models.get(device);
    if (model == null) {
      throw new IllegalStateException("Model \"" + id + "\" has not been loaded yet.");
    }
    return model;
  }

  @Override
  public ThreadConfig<I, O> newThread(Device device) {
    return new ModelThread(device);
  }

  /** Null until the model is loaded. */
  public Engine getEngine() {
    return engine;
  }

  /** Null until the model is configured, unless it was given. */
  public String getEngineName() {
    return engineName;
  }

  @Override
  public Status getStatus() {
    if (status == null) {
      return Status.PENDING;
    }
    return models.values().stream().anyMatch(ModelInfo::isBroken) ? Status.FAILED : status;
  }

  /** An engine counts in the property {@code failed} how often its model had to be restarted. */
  private static boolean isBroken(Model model) {
    int failures = model.intProperty("failed", 0);
    return failures > 0 && failures > model.intProperty("retry_threshold", 0);
  }

  public Class<I> getInputClass() {
    return inputClass;
  }

  public Class<O> getOutputClass() {
    return outputClass;
  }

  @Override
  public int getMinWorkers(Device device) {
    return minWorkers >= 0 ? minWorkers : WorkerLimits.min(getModel(device), device);
  }

  @Override
  public int getMaxWorkers(Device device) {
    return maxWorkers >= 0 ? maxWorkers : WorkerLimits.max(getModel(device), device);
  }

  /** Null until the model is downloaded. */
  public Path getModelDir() {
    return modelDir;
  }

  public Map<String, Adapter<I, O>> getAdapters() {
    return adapters;
  }

  public Adapter<I, O> getAdapter(String name) {
    return adapters.get(name);
  }

  @Override
  public void close() {
    if (models.isEmpty()) {
      return;
    }
    logger.info("Unloading model: {}", this);
    models.values().forEach(Model::close);
    models.clear();
  }

  /** Returns the last part of the path, without its file type, fit to be a name. */
  public static String inferModelNameFromUrl(String url) {
    URI uri = URI.create(url);
    String path = uri.getPath() == null ? uri.getSchemeSpecificPart() : uri.getPath();
    boolean folder = path.endsWith("/");
    String trimmed = folder ? path.substring(0, path.length() - 1) : path;
    String last = trimmed.substring(trimmed.lastIndexOf('/') + 1);
    return (folder ? last : FilenameUtils.getNamePart(last)).replaceAll("(\\W|^_)", "_");
  }

  @Override
  public Device withDefaultDevice(String deviceName) {
    return Device.fromName(deviceName, Engine.getEngine(engineName));
  }

  @Override
  public String[] getLoadOnDevices() {
    if (!"*".equals(loadOnDevices)) {
      return loadOnDevices.isEmpty() ? new String[] {"-1"} : loadOnDevices.split(";", -1);
    }
    int gpus = Engine.getEngine(engineName).getGpuCount();
    String[] devices = gpus > 0 ? new String[gpus] : new String[] {"-1"};
    for (int i = 0; i < gpus; i++) {
      devices[i] = String.valueOf(i);
    }
    return devices;
  }

  @Override
  public boolean isParallelLoading() {
    return Boolean.parseBoolean(properties.getProperty("option.parallel_loading"));
  }

  /** Runs jobs in a predictor of its own. */
  protected class ModelThread extends ThreadConfig<I, O> {

    private final Predictor<I, O> predictor;

    protected ModelThread(Device device) {
      super(device);
      ZooModel<I, O> model = getModel(device);
      predictor = model.newPredictor();
      if (Boolean.parseBoolean(model.getProperty("log_request_metric"))) {
        predictor.setMetrics(loggedMetrics(model.intProperty("metrics_aggregation", 1000)));
      }
    }

    private static Metrics loggedMetrics(int limit) {
      Metrics metrics = new Metrics();
      metrics.setLimit(limit);
      metrics.setOnLimit(
          (all, name) -> {
            MODEL_METRIC.info("{}", all.percentile(name, 50));
            MODEL_METRIC.info("{}", all.percentile(name, 90));
          });
      return metrics;
    }

    @Override
    public void run(List<Job<I, O>> jobs) throws TranslateException {
      List<Job<I, O>> wanted = JobFilter.toRun(jobs, adapters);
      if (!wanted.isEmpty()) {
        Job.runAll(wanted, predictor::batchPredict);
      }
    }

    public Predictor<I, O> getPredictor() {
      return predictor;
    }

    @Override
    public void close() {
      predictor.close();
    }
  }
}
