package io.github.djlobservability.telemetry.definition;

import io.github.djlobservability.label.JoinOutcome;
import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/** The attributes of labels, and of how right models are. */
public final class QualityKeys {
  @Meaning(value = "what became of the label", valuesOf = JoinOutcome.class)
  public static final AttributeKey<String> FEEDBACK_OUTCOME =
      AttributeKey.stringKey("djl.serving.feedback.outcome");

  @Meaning(
      value = "the measure",
      values = {
        "accuracy",
        "precision",
        "recall",
        "f1",
        "roc_auc",
        "log_loss",
        "brier",
        "expected_calibration_error",
        "mae",
        "rmse",
        "mape",
        "bias",
        "word_error_rate",
        "character_error_rate",
        "exact_share",
        "length_ratio"
      })
  public static final AttributeKey<String> MEASURE =
      AttributeKey.stringKey("djl.serving.quality.measure");

  @Meaning("`SEX=2`; a segment has its first four measures alone")
  public static final AttributeKey<String> SEGMENT =
      AttributeKey.stringKey("djl.serving.quality.segment");

  @Meaning(value = "labelled items of the window", events = Event.QUALITY_WINDOW)
  public static final AttributeKey<Long> ITEMS = AttributeKey.longKey("djl.serving.quality.items");

  @Meaning(value = "names of the measures", events = Event.QUALITY_WINDOW)
  public static final AttributeKey<List<String>> MEASURES =
      AttributeKey.stringArrayKey("djl.serving.quality.measures");

  @Meaning(value = "their values, in the same order", events = Event.QUALITY_WINDOW)
  public static final AttributeKey<List<Double>> VALUES =
      AttributeKey.doubleArrayKey("djl.serving.quality.values");

  private QualityKeys() {}
}
