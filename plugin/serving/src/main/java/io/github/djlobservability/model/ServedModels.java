package io.github.djlobservability.model;

import io.github.djlobservability.config.Settings;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The models that the server serves at the moment. Thread-safe; finding one takes no lock.
 *
 * <p>Only what the server itself loaded is ever listed, so that a client that asks for models that
 * do not exist can fill neither the memory nor the backend.
 */
public final class ServedModels {
  private final LongSupplier nanoTime;
  private volatile Map<ModelId, ServedModel> models = Map.of();

  /** The models that serve requests for a name without a version. */
  private volatile Map<String, ServedModel> byName = Map.of();

  /**
   * @param nanoTime the clock of the figures, as {@link System#nanoTime()}
   */
  public ServedModels(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Lists a model; one that is listed already keeps its figures and gets the new settings.
   *
   * @param translated whether its requests pass a translator of ours
   */
  public synchronized ServedModel add(ModelId id, Settings settings, boolean translated) {
    ServedModel old = models.get(id);
    ModelStatistics statistics = old == null ? new ModelStatistics(nanoTime) : old.statistics();
    ServedModel added = new ServedModel(id, settings, statistics, translated);
    Map<ModelId, ServedModel> changed = new HashMap<>(models);
    changed.put(id, added);
    publish(changed);
    return added;
  }

  /** Takes every model off the list that does not satisfy the condition. */
  public synchronized void retain(Predicate<ModelId> served) {
    Map<ModelId, ServedModel> changed = new HashMap<>(models);
    if (changed.keySet().removeIf(served.negate())) {
      publish(changed);
    }
  }

  /**
   * Finds a model by what a request says.
   *
   * @param version null when the request names none
   * @return null when there is no such model. When the request names no version and several are
   *     listed, which of them serves a request is the server's choice: what is found then has the
   *     name alone, and the settings of one of them
   */
  public @Nullable ServedModel find(String name, @Nullable String version) {
    return version == null ? byName.get(name) : models.get(new ModelId(name, version));
  }

  /** Returns whether a model is listed; of a name alone, whether any version of it is. */
  public boolean isListed(ModelId id) {
    return id.version() == null ? byName.containsKey(id.name()) : models.containsKey(id);
  }

  /** Returns the models in no particular order. */
  public Collection<ServedModel> all() {
    return models.values();
  }

  private void publish(Map<ModelId, ServedModel> changed) {
    Map<String, ServedModel> names = new HashMap<>();
    for (ServedModel model : changed.values()) {
      names.merge(model.id().name(), model, (one, other) -> anyVersionOf(one));
    }
    for (ServedModel model : changed.values()) {
      if (model.id().version() == null) {
        names.put(model.id().name(), model);
      }
    }
    models = Map.copyOf(changed);
    byName = Map.copyOf(names);
  }

  private ServedModel anyVersionOf(ServedModel one) {
    ModelId nameAlone = new ModelId(one.id().name(), null);
    return new ServedModel(
        nameAlone, one.settings(), new ModelStatistics(nanoTime), one.translated());
  }
}
