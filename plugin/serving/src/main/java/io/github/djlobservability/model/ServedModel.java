package io.github.djlobservability.model;

import io.github.djlobservability.config.Settings;
import java.util.List;
import java.util.function.Predicate;

/**
 * A model that the server serves, with what we were asked to do about it and what we have seen; or
 * a name alone, of several versions of which the server picks one for each request.
 *
 * @param id its name and version
 * @param settings what is asked for it; of a name alone those of its first version
 * @param statistics its running figures
 * @param translated whether its requests pass a translator of ours; if not, the HTTP door alone
 *     sees what goes in and comes out. Of a name alone whether all of its versions' do
 * @param versions of a name alone those that the server picks from; else empty
 */
public record ServedModel(
    ModelId id,
    Settings settings,
    ModelStatistics statistics,
    boolean translated,
    List<ServedModel> versions) {

  /** Copies the list. */
  public ServedModel {
    versions = List.copyOf(versions);
  }

  /** Makes one of a model, or of one version of it. */
  public ServedModel(
      ModelId id, Settings settings, ModelStatistics statistics, boolean translated) {
    this(id, settings, statistics, translated, List.of());
  }

  /** Returns whether it is a name alone: then which version serves a request is the server's. */
  public boolean isNameAlone() {
    return !versions.isEmpty();
  }

  /** Returns whether a condition holds for any model that may serve a request for it. */
  public boolean mayBe(Predicate<ServedModel> condition) {
    if (versions.isEmpty()) {
      return condition.test(this);
    }
    for (ServedModel version : versions) {
      if (condition.test(version)) {
        return true;
      }
    }
    return false;
  }
}
