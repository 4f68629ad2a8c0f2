package io.github.djlobservability.inference;

import ai.djl.serving.models.Endpoint;
import ai.djl.serving.models.ModelManager;
import ai.djl.serving.wlm.ModelInfo;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ModelResolver;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.model.ServedModels;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the server's own registry of models. Thread-safe.
 *
 * <p>A workflow is addressed like a model and has no settings of its own; what goes in and comes
 * out is seen at its models.
 */
public final class HostModels implements ModelResolver {
  private final ModelManager manager;
  private final ServedModels models;
  private final Settings defaults;

  /**
   * @param defaults the settings of a workflow
   */
  public HostModels(ModelManager manager, ServedModels models, Settings defaults) {
    this.manager = manager;
    this.models = models;
    this.defaults = defaults;
  }

  @Override
  public @Nullable ServedModel resolve(@Nullable String name, @Nullable String version) {
    String asked = name != null ? name : manager.getSingleStartupWorkflow().orElse(null);
    if (asked == null) {
      return null;
    }
    ServedModel found = models.find(asked, version);
    if (found != null) {
      return found;
    }
    ModelId workflow = new ModelId(asked, version);
    return isServed(workflow) ? models.add(workflow, defaults, true) : null;
  }

  /** Returns the models that are registered at the moment, loaded or not. */
  List<ModelInfo<?, ?>> registered() {
    return manager.getWpcs().stream()
        .filter(ModelInfo.class::isInstance)
        .map(config -> (ModelInfo<?, ?>) config)
        .collect(Collectors.toList());
  }

  /** Returns whether a request can ask for this very name and version. */
  boolean isServed(ModelId id) {
    Endpoint endpoint = manager.getEndpoints().get(id.name());
    return endpoint != null
        && endpoint.getWorkflows().stream()
            .anyMatch(workflow -> Objects.equals(workflow.getVersion(), id.version()));
  }
}
