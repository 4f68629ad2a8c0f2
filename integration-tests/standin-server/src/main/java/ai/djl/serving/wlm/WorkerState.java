package ai.djl.serving.wlm;

/** Says whether a worker runs. {@link #WORKER_STARTED} means idle. */
public enum WorkerState {
  WORKER_STARTED,
  WORKER_MODEL_LOADED,
  WORKER_STOPPED,
  WORKER_BUSY,
  WORKER_ERROR,
  WORKER_SCALED_DOWN
}
