package io.github.djlobservability.model;

import io.github.djlobservability.config.RequestSetting;
import io.github.djlobservability.config.Settings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models that the server serves at the moment. Thread-safe; finding one takes no lock.
 *
 * <p>Only what the server itself loaded is ever listed, so that a client that asks for models that
 * do not exist can fill neither the memory nor the backend.
 */
public final class ServedModels {
  private static final Comparator<ServedModel> BY_VERSION =
      Comparator.comparing(
          model -> model.id().version(), Comparator.nullsFirst(Comparator.naturalOrder()));

  private static final Logger LOGGER = LoggerFactory.getLogger(ServedModels.class);

  /** Names are the clients' of the management API. */
  private static final int MAX_TOLD = 1_000;

  private final Set<String> told = new HashSet<>();
  private final LongSupplier nanoTime;
  private volatile Map<ModelId, ServedModel> models = Map.of();

  private volatile List<ServedModel> all = List.of();

  /** Has what requests ask for that name no version. */
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
   * Finds a model by its name and version.
   *
   * @param version null for the model that has none, else for whatever has the name
   * @return null when there is no such model
   */
  public @Nullable ServedModel find(String name, @Nullable String version) {
    ServedModel found = models.get(new ModelId(name, version));
    return found == null && version == null ? byName.get(name) : found;
  }

  /**
   * Finds what a request for an inference asks for.
   *
   * @param version null when the request names none
   * @return null when there is no such model. When the request names no version and several are
   *     listed, even if one of them has none, which of them serves it is the server's choice: what
   *     is found then is the name alone
   */
  public @Nullable ServedModel asked(String name, @Nullable String version) {
    return version == null ? byName.get(name) : models.get(new ModelId(name, version));
  }

  /** Returns whether a model is listed; of a name alone, whether any version of it is. */
  public boolean isListed(ModelId id) {
    return id.version() == null ? byName.containsKey(id.name()) : models.containsKey(id);
  }

  /** Returns the models in no particular order: the same list until one comes, goes or changes. */
  public List<ServedModel> all() {
    return all;
  }

  static boolean differInSampling(List<ServedModel> versions) {
    return versions.stream()
            .map(version -> Optional.ofNullable(version.settings().find(RequestSetting.SAMPLING)))
            .distinct()
            .count()
        > 1;
  }

  private void publish(Map<ModelId, ServedModel> changed) {
    Map<String, List<ServedModel>> versions = new HashMap<>();
    for (ServedModel model : changed.values()) {
      versions.computeIfAbsent(model.id().name(), name -> new ArrayList<>()).add(model);
    }
    Map<String, ServedModel> names = new HashMap<>();
    versions.forEach((name, of) -> names.put(name, of.size() == 1 ? of.get(0) : any(name, of)));
    models = Map.copyOf(changed);
    all = List.copyOf(changed.values());
    byName = Map.copyOf(names);
  }

  private ServedModel any(String name, List<ServedModel> versions) {
    versions.sort(BY_VERSION);
    if (differInSampling(versions) && told.size() < MAX_TOLD && told.add(name)) {
      LOGGER.warn(
          "Model {}: its versions differ in {}; a request that names none is sampled as {} is,"
              + " since which of them serves it is known later",
          name,
          RequestSetting.SAMPLING,
          versions.get(0).id());
    }
    ServedModel old = byName.get(name);
    return new ServedModel(
        new ModelId(name, null),
        versions.get(0).settings(),
        old != null && old.isNameAlone() ? old.statistics() : new ModelStatistics(nanoTime),
        versions.stream().allMatch(ServedModel::translated),
        versions);
  }
}
