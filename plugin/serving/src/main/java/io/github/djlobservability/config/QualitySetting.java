package io.github.djlobservability.config;

import io.github.djlobservability.drift.Window;
import io.github.djlobservability.quality.QualitySettings;
import io.github.djlobservability.quality.ScoreClass;

/** The settings of how right a model is. */
public final class QualitySetting {
  private static final QualitySettings DEFAULTS = QualitySettings.defaults();

  public static final Setting<Boolean> QUALITY =
      Setting.ofModel(
          "observability.quality",
          Notation.flag(),
          true,
          "whether quality is measured by labels, and estimated if the reference has labels;"
              + " see [quality.md](quality.md)");

  public static final Setting<Window> WINDOW =
      Setting.ofModel(
          "observability.quality.window",
          TimeNotation.window(QualitySettings.MAX_WINDOW, "`1h`, `1d`"),
          DEFAULTS.window(),
          "when a window of quality is full");

  public static final Setting<String> POSITIVE_CLASS =
      Setting.optionalOfModel(
          "observability.positive-class",
          Notation.text("a class"),
          "the last in order",
          "which of two classes precision and recall are of");

  public static final Setting<ScoreClass> SCORE_CLASS =
      Setting.ofModel(
          "observability.score-class",
          Notation.oneOf(ScoreClass.class),
          DEFAULTS.scoreClass(),
          "which class a single score is the probability of: the predicted one, or the positive"
              + " one");

  public static final Setting<Boolean> TRANSCRIPTS =
      Setting.ofModel(
          "observability.quality.transcripts",
          Notation.flag(),
          false,
          "whether predictions and labels are transcripts, compared word by word; so they are"
              + " without it where the reference's prediction is a text");

  private QualitySetting() {}

  /** Returns how a model's quality is measured by its settings. */
  public static QualitySettings quality(Settings settings) {
    return new QualitySettings(
        settings.get(WINDOW),
        settings.find(POSITIVE_CLASS),
        settings.get(SCORE_CLASS),
        FeedbackSetting.segments(settings),
        settings.get(TRANSCRIPTS),
        DriftSetting.monitor(settings));
  }
}
