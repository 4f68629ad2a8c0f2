package io.github.djlobservability.model;

import org.jspecify.annotations.Nullable;

/**
 * A model as the server knows it.
 *
 * @param name the name that requests use
 * @param version null for a model that was registered without one
 */
public record ModelId(String name, @Nullable String version) {

  @Override
  public String toString() {
    return version == null ? name : name + ":" + version;
  }
}
