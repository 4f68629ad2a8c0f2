package io.github.djlobservability.standin.kserve;

import ai.djl.modality.Input;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of a request: its tensors, and the names that the answer's tensors are to have. */
record InferenceRequest(
    @Nullable String id, List<KServeTensor> inputs, List<KServeTensor> outputs) {

  Input toInput() {
    Input input = new Input();
    try (NDManager manager = NDManager.newBaseManager();
        NDList list = new NDList()) {
      inputs.forEach(tensor -> list.add(tensor.toArray(manager)));
      input.add("data", list.encode());
    }
    return input;
  }
}
