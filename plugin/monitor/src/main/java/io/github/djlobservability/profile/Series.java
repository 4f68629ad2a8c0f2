package io.github.djlobservability.profile;

import io.github.djlobservability.payload.Aspect;

/**
 * One aspect of one feature, followed from row to row: either a number or a category. A numeric
 * feature is one series; a text is several.
 *
 * @param index position among the series of its schema
 * @param featureIndex position of the feature in the schema
 * @param feature the feature
 * @param aspect what is looked at in it
 */
public record Series(int index, int featureIndex, Feature feature, Aspect aspect) {

  /**
   * Returns the feature's name, followed by a dot and the aspect unless that is the value itself.
   */
  public String name() {
    return aspect == Aspect.VALUE ? feature.name() : feature.name() + "." + aspect.label();
  }

  /** Returns whether its values are categories; otherwise they are numbers. */
  public boolean isCategorical() {
    return aspect.isCategory() || (aspect == Aspect.VALUE && feature.type().isCategory());
  }
}
