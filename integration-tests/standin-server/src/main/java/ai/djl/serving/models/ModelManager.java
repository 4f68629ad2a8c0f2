package ai.djl.serving.models;

import ai.djl.ModelException;
import ai.djl.metric.Dimension;
import ai.djl.metric.Metric;
import ai.djl.metric.Unit;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.serving.http.BadRequestException;
import ai.djl.serving.http.DescribeWorkflowResponse;
import ai.djl.serving.util.MutableClassLoader;
import ai.djl.serving.wlm.WorkLoadManager;
import ai.djl.serving.wlm.WorkerPool;
import ai.djl.serving.wlm.WorkerPoolConfig;
import ai.djl.serving.workflow.Workflow;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that is served. */
public final class ModelManager {

  private static final Logger logger = LoggerFactory.getLogger(ModelManager.class);
  private static final Logger MODEL_METRIC = LoggerFactory.getLogger("model_metric");
  private static final ModelManager INSTANCE = new ModelManager();

  private final WorkLoadManager wlm = new WorkLoadManager();
  private final Map<String, Endpoint> endpoints = new ConcurrentHashMap<>();
  private final Set<String> startupWorkflows = ConcurrentHashMap.newKeySet();

  private ModelManager() {}

  public static ModelManager getInstance() {
    return INSTANCE;
  }

  /**
   * Loads a workflow's models on a thread of its own. The workflow is listed, pending, from now on.
   *
   * @return done when all models are loaded on all their devices
   * @throws BadRequestException (409) if the version is registered
   */
  public CompletableFuture<Void> registerWorkflow(Workflow workflow) {
    Endpoint endpoint = endpoints.computeIfAbsent(workflow.getName(), name -> new Endpoint());
    if (!endpoint.add(workflow)) {
      throw new BadRequestException(409, "Workflow " + workflow + " is already registered.");
    }
    return CompletableFuture.runAsync(
        () -> {
          long begin = System.nanoTime();
          for (Map.Entry<String, WorkerPoolConfig<Input, Output>> entry :
              workflow.getWpcMap().entrySet()) {
            try {
              load(entry);
            } catch (IOException | ModelException e) {
              throw new CompletionException(e);
            }
          }
          long micros = (System.nanoTime() - begin) / 1000;
          Dimension dimension = new Dimension("Model", workflow.getName());
          MODEL_METRIC.info(
              "{}", new Metric("RegisterWorkflow", micros, Unit.MICROSECONDS, dimension));
        });
  }

  private void load(Map.Entry<String, WorkerPoolConfig<Input, Output>> entry)
      throws IOException, ModelException {
    WorkerPoolConfig<Input, Output> wpc = entry.getValue();
    wpc.initialize();
    Thread.currentThread().setContextClassLoader(MutableClassLoader.getInstance());
    WorkerPool<Input, Output> shared = wlm.getWorkerPool(wpc);
    if (shared != null) {
      entry.setValue(shared.getWpc());
      shared.increaseRef();
      logger.info("Model {} is registered by other workflow", wpc);
      return;
    }
    wlm.registerWorkerPool(wpc);
    List<String> devices = List.of(wpc.getLoadOnDevices());
    logger.info("Loading model on {}", devices);
    if (wpc.isParallelLoading()) {
      CompletableFuture.allOf(
              devices.stream()
                  .map(device -> CompletableFuture.runAsync(() -> initWorkers(wpc, device)))
                  .toArray(CompletableFuture<?>[]::new))
          .join();
    } else {
      devices.forEach(device -> initWorkers(wpc, device));
    }
  }

  /**
   * Removes a version, or without one all of them, and closes the models that nothing else uses.
   *
   * @return whether there was one
   */
  public boolean unregisterWorkflow(String workflowName, String version) {
    Endpoint endpoint = endpoints.get(workflowName);
    Workflow one = endpoint == null || version == null ? null : endpoint.remove(version);
    if (endpoint == null || (version != null && one == null)) {
      logger.warn("Model not found: {}:{}", workflowName, version);
      return false;
    }
    List<Workflow> removed = version == null ? List.copyOf(endpoint.getWorkflows()) : List.of(one);
    endpoint.getWorkflows().removeAll(removed);
    Set<WorkerPoolConfig<Input, Output>> unused = new HashSet<>();
    for (Workflow workflow : removed) {
      unused.addAll(workflow.getWpcs());
      workflow.close();
    }
    startupWorkflows.remove(workflowName);
    logger.info("Model {}:{} unregistered.", workflowName, version);
    if (endpoint.getWorkflows().isEmpty()) {
      endpoints.remove(workflowName);
    }
    unused.removeAll(getWpcs());
    unused.forEach(wlm::unregisterWorkerPool);
    return true;
  }

  public void initWorkers(WorkerPoolConfig<Input, Output> wpc, String deviceName) {
    Thread.currentThread().setContextClassLoader(MutableClassLoader.getInstance());
    wlm.getWorkerPool(wpc).initWorkers(deviceName);
  }

  public void scaleWorkers(
      WorkerPoolConfig<Input, Output> wpc, String deviceName, int minWorkers, int maxWorkers) {
    Thread.currentThread().setContextClassLoader(MutableClassLoader.getInstance());
    wlm.getWorkerPool(wpc).scaleWorkers(deviceName, minWorkers, maxWorkers);
  }

  /** Returns the live map, by name. */
  public Map<String, Endpoint> getEndpoints() {
    return endpoints;
  }

  /** Returns all models of all workflows. */
  public Set<WorkerPoolConfig<Input, Output>> getWpcs() {
    return workflows().stream()
        .flatMap(workflow -> workflow.getWpcs().stream())
        .collect(Collectors.toSet());
  }

  private List<Workflow> workflows() {
    return endpoints.values().stream().flatMap(e -> e.getWorkflows().stream()).toList();
  }

  /**
   * Finds a workflow.
   *
   * @param version null for any: the next in turn if {@code predict}, else the oldest
   * @return null if there is none
   */
  public Workflow getWorkflow(String workflowName, String version, boolean predict) {
    Endpoint endpoint = endpoints.get(workflowName);
    if (endpoint == null || endpoint.getWorkflows().isEmpty()) {
      return null;
    }
    if (version != null) {
      return endpoint.get(version);
    }
    return predict ? endpoint.next() : endpoint.getWorkflows().get(0);
  }

  public WorkLoadManager getWorkLoadManager() {
    return wlm;
  }

  /** Returns the live set of names that were loaded at the start. */
  public Set<String> getStartupWorkflows() {
    return startupWorkflows;
  }

  /** Returns the name that was loaded at the start, if it was only one. */
  public Optional<String> getSingleStartupWorkflow() {
    List<String> names = List.copyOf(startupWorkflows);
    return names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty();
  }

  public CompletableFuture<Output> runJob(Workflow workflow, Input input) {
    return workflow.execute(wlm, input);
  }

  /** Describes a version, or without one all of them. */
  public DescribeWorkflowResponse[] describeWorkflow(String workflowName, String version)
      throws ModelNotFoundException {
    Endpoint endpoint = endpoints.get(workflowName);
    if (endpoint == null) {
      throw new ModelNotFoundException("Workflow not found: " + workflowName);
    }
    List<Workflow> found =
        endpoint.getWorkflows().stream()
            .filter(workflow -> version == null || version.equals(workflow.getVersion()))
            .toList();
    if (found.isEmpty()) {
      String name = version == null ? workflowName : workflowName + '/' + version;
      throw new ModelNotFoundException("Workflow not found: Workflow not found: " + name);
    }
    return found.stream()
        .map(DescribeWorkflowResponse::new)
        .toArray(DescribeWorkflowResponse[]::new);
  }

  /**
   * Says how the models are.
   *
   * @return {@code hasFailure} and {@code hasPending}, and under {@code data} each model's status
   */
  public CompletableFuture<Map<String, Object>> workerStatus() {
    return CompletableFuture.supplyAsync(() -> Health.of(workflows(), wlm));
  }
}
