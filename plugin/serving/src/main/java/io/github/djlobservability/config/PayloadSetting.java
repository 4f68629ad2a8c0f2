package io.github.djlobservability.config;

import java.util.List;

/** The settings of where items and predictions are in payloads. */
public final class PayloadSetting {
  private static final int MAX_FEATURES = 1_000;
  private static final String PATH = "a field, or a path such as ";

  public static final Setting<String> INPUTS =
      Setting.optionalOfModel(
          "observability.inputs",
          Notation.text(PATH + "`inputs.features`"),
          "wherever they are found",
          "the part of a request that holds the items");

  public static final Setting<String> PREDICTION =
      Setting.optionalOfModel(
          "observability.prediction",
          Notation.text(PATH + "`predictions[0].value`"),
          "`class`, `className`, `label`, `prediction`, whichever is there",
          "the part of a response that is the prediction");

  public static final Setting<String> SCORE =
      Setting.optionalOfModel(
          "observability.score",
          Notation.text(PATH + "`predictions[0].score`"),
          "`probability`, `score`, whichever is there",
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
}
