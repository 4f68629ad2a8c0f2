package io.github.djlobservability.worker;

/** How a worker stands. */
enum WorkerState {
  NEW("new"),
  RUNNING("running"),
  GIVEN_UP("given up"),
  STOPPED("stopped");

  private final String label;

  WorkerState(String label) {
    this.label = label;
  }

  /** Returns the state as the page and metrics write it; one that began anew says so. */
  String label(int restarts) {
    return this == RUNNING && restarts > 0 ? "restarted" : label;
  }
}
