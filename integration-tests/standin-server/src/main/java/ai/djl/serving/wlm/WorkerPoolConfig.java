package ai.djl.serving.wlm;

import ai.djl.Device;
import ai.djl.ModelException;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Something that workers can be made for, and the sizes of its queue, batches and pool. Equal to
 * another one of the same id and version.
 */
public abstract class WorkerPoolConfig<I, O> {

  private static final AtomicInteger SERIAL = new AtomicInteger(1);

  protected transient String id;
  protected transient String uid;
  protected String version;
  protected String modelUrl;
  protected int queueSize;
  protected int batchSize;
  protected int maxBatchDelayMillis;
  protected int maxIdleSeconds;
  protected Integer minWorkers;
  protected Integer maxWorkers;

  protected WorkerPoolConfig() {
    uid = String.format("M-%04d", SERIAL.getAndIncrement());
  }

  public abstract void load(Device device) throws ModelException, IOException;

  public abstract ThreadConfig<I, O> newThread(Device device);

  public abstract void initialize() throws IOException, ModelException;

  public abstract void close();

  public Device withDefaultDevice(String deviceName) {
    return Device.fromName(deviceName);
  }

  public abstract Status getStatus();

  public abstract boolean isParallelLoading();

  public abstract String[] getLoadOnDevices();

  public void setId(String id) {
    this.id = id;
  }

  /** Returns a number of its own for each instance, as in {@code M-0001}. */
  public String getUid() {
    return uid;
  }

  public String getId() {
    return id;
  }

  public String getVersion() {
    return version;
  }

  public String getModelUrl() {
    return modelUrl;
  }

  public void setMaxIdleSeconds(int maxIdleSeconds) {
    this.maxIdleSeconds = maxIdleSeconds;
  }

  public int getMaxIdleSeconds() {
    return maxIdleSeconds;
  }

  public void setBatchSize(int batchSize) {
    this.batchSize = batchSize;
  }

  public int getBatchSize() {
    return batchSize;
  }

  public void setMaxBatchDelayMillis(int maxBatchDelayMillis) {
    this.maxBatchDelayMillis = maxBatchDelayMillis;
  }

  public int getMaxBatchDelayMillis() {
    return maxBatchDelayMillis;
  }

  public void setQueueSize(int queueSize) {
    this.queueSize = queueSize;
  }

  public int getQueueSize() {
    return queueSize;
  }

  public int getMinWorkers(Device device) {
    return minWorkers;
  }

  public int getMaxWorkers(Device device) {
    return maxWorkers;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WorkerPoolConfig<?, ?> that
        && id.equals(that.id)
        && Objects.equals(version, that.version);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, version);
  }

  @Override
  public String toString() {
    String name = version == null ? id : id + ':' + version;
    return name + " (" + uid + ", " + getStatus() + ')';
  }

  /** How far loading got. */
  public enum Status {
    PENDING,
    READY,
    FAILED
  }

  /** Holds all that one worker thread needs to run its jobs. Used by that thread alone. */
  public abstract static class ThreadConfig<I, O> {

    protected BlockingDeque<Job<I, O>> configJobs = new LinkedBlockingDeque<>();

    protected ThreadConfig(Device device) {}

    /** Gives each job its output. */
    public abstract void run(List<Job<I, O>> inputs) throws TranslateException;

    /** Jobs to run before the first job of the queue. */
    public BlockingDeque<Job<I, O>> getConfigJobs() {
      return configJobs;
    }

    public abstract void close();
  }
}
