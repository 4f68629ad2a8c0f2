package ai.djl.serving.models;

import ai.djl.serving.workflow.Workflow;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** All versions behind one name. A request that names no version gets each in turn. */
public class Endpoint {

  private final List<Workflow> workflows = new CopyOnWriteArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();

  public Endpoint() {}

  /** Returns false, and adds nothing, if the version is there already. */
  public synchronized boolean add(Workflow workflow) {
    String version = workflow.getVersion();
    boolean free = version == null ? workflows.isEmpty() : get(version) == null;
    return free && workflows.add(workflow);
  }

  /** Returns the live list, oldest first. */
  public List<Workflow> getWorkflows() {
    return workflows;
  }

  /** Removes a version, or without one the oldest; returns null if there is none. */
  public synchronized Workflow remove(String version) {
    if (version == null) {
      return workflows.isEmpty() ? null : workflows.remove(0);
    }
    Workflow workflow = get(version);
    workflows.remove(workflow);
    return workflow;
  }

  /** Null if there is no such version. */
  public Workflow get(String version) {
    return workflows.stream().filter(w -> version.equals(w.getVersion())).findFirst().orElse(null);
  }

  public Workflow next() {
    int size = workflows.size();
    return workflows.get(turn.getAndUpdate(i -> (i + 1) % size) % size);
  }

  public void close() {
    workflows.forEach(Workflow::close);
  }
}
