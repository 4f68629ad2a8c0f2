package io.github.djlobservability.config;

import io.github.djlobservability.disclosure.ValuePolicy;
import java.util.List;
import java.util.Set;

/** The settings of what may be seen of values. */
public final class PrivacySetting {
  private static final int MAX_FEATURES = 1_000;

  public static final Setting<ValuePolicy.Mode> VALUES =
      Setting.ofModel(
          "observability.values",
          Notation.oneOf(ValuePolicy.Mode.class),
          ValuePolicy.DEFAULTS.mode(),
          "which values logs, telemetry, pages and files show; `listed`: the shipped reference's"
              + " categories of at least 10 rows, and the features listed; see"
              + " [privacy.md](privacy.md)");

  public static final Setting<List<String>> VALUES_FEATURES =
      Setting.optionalOfModel(
          "observability.values.features",
          Notation.names(
              "the names of 1 to %d features, with commas between them".formatted(MAX_FEATURES),
              MAX_FEATURES),
          "none",
          "features whose values, and whose names, are no secret");

  private PrivacySetting() {}

  /** Returns which values may be seen. */
  public static ValuePolicy values(Settings settings) {
    List<String> features = settings.find(VALUES_FEATURES);
    return new ValuePolicy(
        settings.get(VALUES), features == null ? Set.of() : Set.copyOf(features));
  }
}
