package ai.djl.serving.workflow;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.serving.wlm.WorkLoadManager;
import ai.djl.serving.wlm.WorkerPoolConfig;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Models, and expressions that say which model gets what. The expression {@code out} is the answer;
 * {@code in} is the request.
 */
public class Workflow implements AutoCloseable {

  public static final String IN = "in";
  public static final String OUT = "out";

  private final String name;
  private final String version;
  private final Map<String, WorkerPoolConfig<Input, Output>> wpcs;
  private final Map<String, JsonElement> expressions;

  /** A model on its own. */
  public Workflow(WorkerPoolConfig<Input, Output> wpc) {
    this(wpc.getId(), wpc.getVersion(), Map.of("model", wpc), Map.of(OUT, call("model", IN)));
  }

  Workflow(
      String name,
      String version,
      Map<String, WorkerPoolConfig<Input, Output>> wpcs,
      Map<String, JsonElement> expressions) {
    this.name = name;
    this.version = version;
    this.wpcs = new ConcurrentHashMap<>(wpcs);
    this.expressions = expressions;
  }

  private static JsonArray call(String model, String argument) {
    JsonArray call = new JsonArray();
    call.add(model);
    call.add(argument);
    return call;
  }

  public Collection<WorkerPoolConfig<Input, Output>> getWpcs() {
    return wpcs.values();
  }

  /** Returns the live map of models by their name inside the workflow. */
  public Map<String, WorkerPoolConfig<Input, Output>> getWpcMap() {
    return wpcs;
  }

  /** PythonHandlers {@code input}; each model runs in its own workers. */
  public CompletableFuture<Output> execute(WorkLoadManager wlm, Input input) {
    return new Execution(wlm, wpcs, expressions, input).run().thenApply(Output.class::cast);
  }

  public String getName() {
    return name;
  }

  public String getVersion() {
    return version;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Workflow that
        && name.equals(that.name)
        && Objects.equals(version, that.version);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, version);
  }

  @Override
  public String toString() {
    return version == null ? name : name + ':' + version;
  }

  @Override
  public void close() {
    wpcs.values().forEach(WorkerPoolConfig::close);
  }
}
