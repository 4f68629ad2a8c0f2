package io.github.djlobservability.report;

import io.github.djlobservability.profile.Feature;

/** Names the kind that a drift of a feature is of. */
final class Kinds {

  private Kinds() {}

  static DriftTest.Kind of(Feature feature) {
    return switch (feature.role()) {
      case INPUT -> DriftTest.Kind.DATA;
      case PREDICTION, SCORE -> DriftTest.Kind.PREDICTION;
      case TARGET -> DriftTest.Kind.TARGET;
    };
  }
}
