package io.github.djlobservability.cli.source;

import io.github.djlobservability.payload.MissingMarkers;
import io.github.djlobservability.profile.FeatureType;
import org.jspecify.annotations.Nullable;

/**
 * Knows how a file in which all values are text writes them.
 *
 * @param missing texts that stand for a missing value
 * @param numbers how numbers are written
 */
record TextStyle(MissingMarkers missing, NumberStyle numbers) {

  /** Tells whether a text stands for a missing value of a type. */
  boolean isMissing(String text, FeatureType type) {
    return switch (type) {
      case NUMERIC, BOOLEAN -> missing.isMissingNumber(text);
      default -> MissingMarkers.isMissingName(text);
    };
  }

  /** Returns a number's text as JSON writes it; null for a text that is no number. */
  @Nullable String number(String text) {
    return numbers.plain(text);
  }
}
