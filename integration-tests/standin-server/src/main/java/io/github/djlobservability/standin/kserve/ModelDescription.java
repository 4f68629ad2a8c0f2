package io.github.djlobservability.standin.kserve;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.serving.models.Endpoint;
import ai.djl.serving.models.ModelManager;
import ai.djl.serving.wlm.ModelInfo;
import ai.djl.serving.wlm.WorkerPoolConfig;
import ai.djl.serving.workflow.Workflow;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A model's JSON: its versions, and the tensors of the first one that is ready. */
record ModelDescription(
    String name,
    List<String> versions,
    String platform,
    List<KServeTensor> inputs,
    List<KServeTensor> outputs) {

  static ModelDescription of(String name, @Nullable String version) throws ModelNotFoundException {
    Endpoint endpoint = ModelManager.getInstance().getEndpoints().get(name);
    List<Workflow> workflows =
        endpoint == null
            ? List.of()
            : endpoint.getWorkflows().stream()
                .filter(workflow -> version == null || version.equals(workflow.getVersion()))
                .toList();
    List<String> versions =
        workflows.stream().map(Workflow::getVersion).filter(Objects::nonNull).toList();
    for (Workflow workflow : workflows) {
      for (WorkerPoolConfig<Input, Output> wpc : workflow.getWpcs()) {
        if (wpc instanceof ModelInfo<Input, Output> model
            && model.getStatus() == WorkerPoolConfig.Status.READY) {
          return of(workflow.getName(), versions, model);
        }
      }
    }
    throw notFound(name, version);
  }

  private static ModelDescription of(
      String name, List<String> versions, ModelInfo<Input, Output> info) {
    ZooModel<Input, Output> model = info.getModels().values().iterator().next();
    DataType type = model.getDataType();
    return new ModelDescription(
        name,
        versions,
        platform(info.getEngineName()),
        tensors(model.describeInput(), type),
        tensors(model.describeOutput(), type));
  }

  private static List<KServeTensor> tensors(
      @Nullable PairList<String, Shape> described, DataType type) {
    List<KServeTensor> tensors = new ArrayList<>();
    if (described != null) {
      described.forEach(
          pair -> tensors.add(KServeTensor.describe(pair.getKey(), pair.getValue(), type)));
    }
    return tensors;
  }

  private static String platform(String engine) {
    return switch (engine) {
      case "PyTorch" -> "pytorch_torchscript";
      case "TensorFlow" -> "tensorflow_savedmodel";
      case "OnnxRuntime" -> "onnx_onnxv1";
      default -> engine;
    };
  }

  static ModelNotFoundException notFound(String name, @Nullable String version) {
    return new ModelNotFoundException(
        "Model not found: " + name + (version == null ? "" : '/' + version));
  }
}
