package ai.djl.serving.wlm.util;

/** Gives the server's defaults to a model that sets nothing itself. */
public final class WlmConfigManager {

  private static final WlmConfigManager INSTANCE = new WlmConfigManager();

  private int jobQueueSize = 1000;
  private int maxIdleSeconds = 60;
  private int batchSize = 1;
  private int maxBatchDelayMillis = 100;
  private int reservedMemoryMb = 500;
  private String loadOnDevices;

  private WlmConfigManager() {}

  public static WlmConfigManager getInstance() {
    return INSTANCE;
  }

  public boolean isDebug() {
    return Boolean.getBoolean("ai.djl.serving.debug");
  }

  public int getJobQueueSize() {
    return jobQueueSize;
  }

  public void setJobQueueSize(int jobQueueSize) {
    this.jobQueueSize = jobQueueSize;
  }

  public int getMaxIdleSeconds() {
    return maxIdleSeconds;
  }

  public void setMaxIdleSeconds(int maxIdleSeconds) {
    this.maxIdleSeconds = maxIdleSeconds;
  }

  public int getBatchSize() {
    return batchSize;
  }

  public void setBatchSize(int batchSize) {
    this.batchSize = batchSize;
  }

  public int getMaxBatchDelayMillis() {
    return maxBatchDelayMillis;
  }

  public void setMaxBatchDelayMillis(int maxBatchDelayMillis) {
    this.maxBatchDelayMillis = maxBatchDelayMillis;
  }

  public int getReservedMemoryMb() {
    return reservedMemoryMb;
  }

  public void setReservedMemoryMb(int reservedMemoryMb) {
    this.reservedMemoryMb = reservedMemoryMb;
  }

  public String getLoadOnDevices() {
    return loadOnDevices;
  }

  public void setLoadOnDevices(String loadOnDevices) {
    this.loadOnDevices = loadOnDevices;
  }
}
