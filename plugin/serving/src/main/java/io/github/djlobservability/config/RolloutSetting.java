package io.github.djlobservability.config;

import io.github.djlobservability.rollout.RolloutSettings;

/** The settings of versions that serve side by side. */
public final class RolloutSetting {
  public static final Setting<Boolean> ROLLOUT =
      Setting.ofModel(
          "observability.rollout",
          Notation.flag(),
          true,
          "whether a version is compared with the others of its model; see"
              + " [rollout.md](rollout.md)");

  public static final Setting<String> BASELINE =
      Setting.optionalOfModel(
          "observability.rollout.baseline",
          Notation.text("a version"),
          "the one that was registered first",
          "which version the others are compared with");

  public static final Setting<Double> TOLERANCE =
      Setting.ofModel(
          "observability.rollout.tolerance",
          Notation.part(),
          RolloutSettings.defaults().tolerance(),
          "how much worse still counts as as good: percentage points of errors and of slow"
              + " requests, a tenth of it of failed requests; of numbers per cent of their mean"
              + " error");

  private RolloutSetting() {}

  /** Returns how the versions of a model are compared by its settings. */
  public static RolloutSettings of(Settings settings) {
    return new RolloutSettings(settings.get(TOLERANCE));
  }
}
