package io.github.djlobservability.profile;

import io.github.djlobservability.payload.media.MediaEmbedder;

/**
 * One column of a row.
 *
 * @param name unique in its schema, not blank
 * @param type what its values are
 * @param role what it is to the model
 */
public record Feature(String name, FeatureType type, FeatureRole role) {

  /** Checks the name. */
  public Feature {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a feature's name must not be blank");
    }
  }

  /** Returns whether only some rows have a value, and nothing is missing where there is none. */
  public boolean isSampled() {
    return type == FeatureType.EMBEDDING && name.endsWith("." + MediaEmbedder.FIELD);
  }

  /** Returns an input of the model. */
  public static Feature input(String name, FeatureType type) {
    return new Feature(name, type, FeatureRole.INPUT);
  }
}
