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
          "the oldest",
          "which version the others are compared with");

  public static final Setting<Double> TOLERANCE =
      Setting.ofModel(
          "observability.rollout.tolerance",
          Notation.part(),
          RolloutSettings.defaults().tolerance(),
          "how much worse still counts as good: percentage points of errors and of slow requests,"
              + " and a tenth as many of failed ones. Of numbers it is a part of the mean error");

  private RolloutSetting() {}

  /** Returns how a version is to be compared. */
  public static RolloutSettings of(Settings settings) {
    return new RolloutSettings(settings.get(TOLERANCE), settings.find(BASELINE));
  }
}
