package ai.djl.serving.workflow;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.serving.wlm.Job;
import ai.djl.serving.wlm.WorkLoadManager;
import ai.djl.serving.wlm.WorkerPoolConfig;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** One request on its way through a workflow. Expressions are started on the caller's thread. */
final class Execution {

  private final WorkLoadManager wlm;
  private final Map<String, WorkerPoolConfig<Input, Output>> wpcs;
  private final Map<String, JsonElement> expressions;
  private final Map<String, CompletableFuture<Input>> values = new HashMap<>();
  private final Set<String> started = new HashSet<>();

  Execution(
      WorkLoadManager wlm,
      Map<String, WorkerPoolConfig<Input, Output>> wpcs,
      Map<String, JsonElement> expressions,
      Input input) {
    this.wlm = wlm;
    this.wpcs = wpcs;
    this.expressions = expressions;
    values.put(Workflow.IN, CompletableFuture.completedFuture(input));
  }

  CompletableFuture<Input> run() {
    return value(Workflow.OUT);
  }

  private CompletableFuture<Input> value(String name) {
    CompletableFuture<Input> known = values.get(name);
    if (known != null) {
      return known;
    }
    if (!started.add(name)) {
      throw new IllegalStateException("Your workflow contains a cycle with target: " + name);
    }
    JsonElement expression = expressions.get(name);
    if (expression == null) {
      throw new IllegalArgumentException(
          "Expected to find variable but it is not defined: " + name);
    }
    CompletableFuture<Input> value = call(expression.getAsJsonArray());
    values.put(name, value);
    return value;
  }

  private CompletableFuture<Input> call(JsonArray call) {
    String name = call.get(0).getAsString();
    WorkerPoolConfig<Input, Output> wpc = wpcs.get(name);
    if (wpc == null || call.size() != 2) {
      throw new IllegalArgumentException("Not a call of a model with one argument: " + call);
    }
    JsonElement argument = call.get(1);
    CompletableFuture<Input> input =
        argument.isJsonArray() ? call(argument.getAsJsonArray()) : value(argument.getAsString());
    return input.thenCompose(item -> runJob(wpc, item)).thenApply(output -> output);
  }

  private CompletableFuture<Output> runJob(WorkerPoolConfig<Input, Output> wpc, Input input) {
    int priority = Integer.parseInt(input.getProperty("x-priority", "3"));
    return wlm.runJob(new Job<>(wpc, input, priority));
  }
}
