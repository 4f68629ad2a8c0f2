package io.github.djlobservability.inference;

import ai.djl.serving.models.Endpoint;
import ai.djl.serving.models.ModelManager;
import ai.djl.serving.wlm.ModelInfo;
import ai.djl.serving.wlm.WorkerPoolConfig;
import ai.djl.serving.workflow.Workflow;
import io.github.djlobservability.config.Settings;
import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.ModelResolver;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.model.ServedModels;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
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
    if (version == null) {
      return resolveAny(asked);
    }
    ServedModel found = models.asked(asked, version);
    if (found != null) {
      return found;
    }
    ModelId workflow = new ModelId(asked, version);
    return isServed(workflow) ? models.add(workflow, defaults, true) : null;
  }

  @Override
  public @Nullable ServedModel resolveOldest(String name) {
    Endpoint endpoint = manager.getEndpoints().get(name);
    if (endpoint == null || endpoint.getWorkflows().isEmpty()) {
      return null;
    }
    String version = endpoint.getWorkflows().get(0).getVersion();
    ServedModel found = version == null ? models.find(name, null) : resolve(name, version);
    return found == null || found.isNameAlone() ? resolve(name, version) : found;
  }

  /** The server picks among all that it has by this name, workflows that nobody told us of, too. */
  private @Nullable ServedModel resolveAny(String name) {
    ServedModel found = models.asked(name, null);
    Endpoint endpoint = manager.getEndpoints().get(name);
    int listed = found == null ? 0 : Math.max(1, found.versions().size());
    if (endpoint == null || endpoint.getWorkflows().size() <= listed) {
      return found;
    }
    for (Workflow workflow : endpoint.getWorkflows()) {
      ModelId id = new ModelId(name, workflow.getVersion());
      if (!isModel(workflow) && models.all().stream().noneMatch(of -> of.id().equals(id))) {
        models.add(id, defaults, true);
      }
    }
    return models.asked(name, null);
  }

  /** A model on its own is a workflow to the server; it is listed when it is loaded. */
  private static boolean isModel(Workflow workflow) {
    return workflow.getWpcs().stream().anyMatch(of -> of.getId().equals(workflow.getName()));
  }

  /** Returns the models that are registered at the moment, loaded or not. */
  Set<ModelInfo<?, ?>> registered() {
    // As the server's own list of them, without its streams: it is asked for ten times a second.
    Set<ModelInfo<?, ?>> found = new LinkedHashSet<>();
    for (Endpoint endpoint : manager.getEndpoints().values()) {
      for (Workflow workflow : endpoint.getWorkflows()) {
        for (WorkerPoolConfig<?, ?> config : workflow.getWpcs()) {
          if (config instanceof ModelInfo<?, ?> model) {
            found.add(model);
          }
        }
      }
    }
    return found;
  }

  /** Returns whether a request can ask for this very name and version. */
  public boolean isServed(ModelId id) {
    Endpoint endpoint = manager.getEndpoints().get(id.name());
    return endpoint != null
        && endpoint.getWorkflows().stream()
            .anyMatch(workflow -> Objects.equals(workflow.getVersion(), id.version()));
  }
}
