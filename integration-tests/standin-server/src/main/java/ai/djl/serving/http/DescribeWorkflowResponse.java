package ai.djl.serving.http;

import ai.djl.Device;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.serving.models.ModelManager;
import ai.djl.serving.wlm.WorkerGroup;
import ai.djl.serving.wlm.WorkerPool;
import ai.djl.serving.wlm.WorkerPoolConfig;
import ai.djl.serving.wlm.WorkerThread;
import ai.djl.serving.workflow.Workflow;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

/** Describes a workflow as the server does; a bean that becomes JSON. */
public class DescribeWorkflowResponse {

  private final String workflowName;
  private final String version;
  private final List<Model> models = new ArrayList<>();

  public DescribeWorkflowResponse(Workflow workflow) {
    workflowName = workflow.getName();
    version = workflow.getVersion();
    for (WorkerPoolConfig<Input, Output> wpc : workflow.getWpcs()) {
      models.add(new Model(wpc));
    }
  }

  public String getWorkflowName() {
    return workflowName;
  }

  public String getVersion() {
    return version;
  }

  public List<Model> getModels() {
    return models;
  }

  /** A model, its queue and its workers. The fields' names are the JSON's. */
  public static final class Model {

    private String modelName;
    private String modelUrl;
    private int batchSize;
    private int maxBatchDelayMillis;
    private int maxIdleSeconds;
    private int queueSize;
    private int requestInQueue;
    private final String status;
    private boolean loadedAtStartup;
    private final List<Group> workerGroups = new ArrayList<>();

    Model(WorkerPoolConfig<Input, Output> wpc) {
      ModelManager manager = ModelManager.getInstance();
      WorkerPool<Input, Output> pool = manager.getWorkLoadManager().getWorkerPool(wpc);
      if (pool != null) {
        pool.cleanup();
        modelName = wpc.getId();
        modelUrl = wpc.getModelUrl();
        batchSize = wpc.getBatchSize();
        maxBatchDelayMillis = wpc.getMaxBatchDelayMillis();
        maxIdleSeconds = wpc.getMaxIdleSeconds();
        queueSize = wpc.getQueueSize();
        requestInQueue = pool.getJobQueue().size();
        loadedAtStartup = manager.getStartupWorkflows().contains(wpc.getId());
        pool.getWorkerGroups().values().forEach(group -> workerGroups.add(new Group(group)));
      }
      WorkerPoolConfig.Status loading = wpc.getStatus();
      String health = pool != null && pool.isFullyScaled() ? "Healthy" : "Unhealthy";
      status = loading == WorkerPoolConfig.Status.READY ? health : loading.name();
    }

    public String getModelName() {
      return modelName;
    }

    public String getModelUrl() {
      return modelUrl;
    }

    public boolean isLoadedAtStartup() {
      return loadedAtStartup;
    }

    public int getBatchSize() {
      return batchSize;
    }

    public int getMaxBatchDelayMillis() {
      return maxBatchDelayMillis;
    }

    public int getMaxIdleSeconds() {
      return maxIdleSeconds;
    }

    public int getQueueSize() {
      return queueSize;
    }

    public int getRequestInQueue() {
      return requestInQueue;
    }

    public String getStatus() {
      return status;
    }

    public List<Group> getWorkGroups() {
      return workerGroups;
    }
  }

  /** The workers on one device. */
  public static final class Group {

    private final Device device;
    private final int minWorkers;
    private final int maxWorkers;
    private final List<Worker> workers = new ArrayList<>();

    Group(WorkerGroup<Input, Output> group) {
      device = group.getDevice();
      minWorkers = group.getMinWorkers();
      maxWorkers = group.getMaxWorkers();
      group.getWorkers().forEach(worker -> workers.add(new Worker(worker)));
    }

    public Device getDevice() {
      return device;
    }

    public int getMinWorkers() {
      return minWorkers;
    }

    public int getMaxWorkers() {
      return maxWorkers;
    }

    public List<Worker> getWorkers() {
      return workers;
    }
  }

  /** One worker. */
  public static final class Worker {

    private final int id;
    private final Date startTime;
    private final String status;

    @SuppressWarnings("JavaUtilDate") // The real server's type.
    Worker(WorkerThread<Input, Output> worker) {
      id = worker.getWorkerIdNum();
      startTime = new Date(worker.getStartTime());
      status = worker.isRunning() ? "READY" : "UNLOADING";
    }

    public int getId() {
      return id;
    }

    public Date getStartTime() {
      return startTime;
    }

    public String getStatus() {
      return status;
    }
  }
}
