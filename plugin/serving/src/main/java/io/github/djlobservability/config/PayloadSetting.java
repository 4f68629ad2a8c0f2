package io.github.djlobservability.config;

import io.github.djlobservability.payload.ReadingSettings;
import io.github.djlobservability.payload.document.FieldPath;
import java.util.List;

/** The settings of where items and predictions are in payloads. */
public final class PayloadSetting {
  private static final int MAX_FEATURES = 1_000;

  public static final Setting<FieldPath> INPUTS =
      Setting.optionalOfModel(
          "observability.inputs",
          path("`inputs.features`"),
          "looked for, see [payloads.md](payloads.md#requests)",
          "the part of a request that holds the items");

  public static final Setting<FieldPath> PREDICTION =
      Setting.optionalOfModel(
          "observability.prediction",
          path("`predictions[0].value`"),
          "looked for, see [payloads.md](payloads.md#responses)",
          "the part of a response that is the prediction");

  public static final Setting<FieldPath> SCORE =
      Setting.optionalOfModel(
          "observability.score",
          path("`predictions[0].score`"),
          "looked for, see [payloads.md](payloads.md#responses)",
          "the part of a response that is the score");

  public static final Setting<List<String>> FEATURE_NAMES =
      Setting.optionalOfModel(
          "observability.feature-names",
          Notation.names(
              "the names of 1 to %d features, with commas between them".formatted(MAX_FEATURES),
              MAX_FEATURES),
          "the reference's",
          "names of values that a request has by position only, in their order");

  private PayloadSetting() {}

  /** Returns how a model's payloads are read by its settings. */
  public static ReadingSettings reading(Settings settings) {
    List<String> names = settings.find(FEATURE_NAMES);
    return new ReadingSettings(
        settings.find(INPUTS),
        settings.find(PREDICTION),
        settings.find(SCORE),
        names == null ? List.of() : names);
  }

  private static Notation<FieldPath> path(String example) {
    return Notation.of(
        "a field, or a path such as " + example,
        text -> {
          try {
            return FieldPath.parse(text);
          } catch (IllegalArgumentException e) {
            return null;
          }
        });
  }
}
