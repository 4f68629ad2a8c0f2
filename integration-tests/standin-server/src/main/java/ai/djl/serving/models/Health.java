package ai.djl.serving.models;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.serving.http.StatusResponse;
import ai.djl.serving.wlm.WorkLoadManager;
import ai.djl.serving.wlm.WorkerPoolConfig;
import ai.djl.serving.wlm.WorkerPoolConfig.Status;
import ai.djl.serving.workflow.Workflow;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How the models are, as a ping is answered. */
final class Health {

  private Health() {}

  static Map<String, Object> of(List<Workflow> workflows, WorkLoadManager wlm) {
    Map<String, StatusResponse> data = new LinkedHashMap<>();
    Set<Status> seen = EnumSet.noneOf(Status.class);
    for (Workflow workflow : workflows) {
      for (WorkerPoolConfig<Input, Output> wpc : workflow.getWpcs()) {
        seen.add(wpc.getStatus());
        data.put(name(workflow, wpc), new StatusResponse(word(wpc, wlm)));
      }
    }
    Map<String, Object> health = new LinkedHashMap<>();
    health.put("hasFailure", seen.contains(Status.FAILED));
    health.put("hasPending", seen.contains(Status.PENDING));
    health.put("data", data);
    return health;
  }

  private static String name(Workflow workflow, WorkerPoolConfig<?, ?> wpc) {
    String name = workflow.getName();
    return wpc.getId().equals(name) ? name : name + ':' + wpc.getId();
  }

  private static String word(WorkerPoolConfig<Input, Output> wpc, WorkLoadManager wlm) {
    if (wpc.getStatus() != Status.READY) {
      return wpc.getStatus().name();
    }
    return wlm.getWorkerPool(wpc).isFullyScaled() ? "Healthy" : "Unhealthy";
  }
}
