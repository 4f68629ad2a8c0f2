package io.github.djlobservability.config;

import io.github.djlobservability.drift.Window;
import io.github.djlobservability.payload.ClassName;
import io.github.djlobservability.payload.ReadingSettings;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.quality.measure.QualitySettings;
import io.github.djlobservability.quality.measure.ScoreClass;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

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
              + " one; of responses with a probability for each of two classes its one is the"
              + " score");

  public static final Setting<Boolean> TRANSCRIPTS =
      Setting.ofModel(
          "observability.quality.transcripts",
          Notation.flag(),
          false,
          "whether predictions and labels are transcripts, compared word by word; so they are"
              + " without it where the reference's prediction is a text");

  private QualitySetting() {}

  /**
   * Says that the positive class is none of those that a reference knows; null where it is one, or
   * none is set, or the reference knows no classes.
   *
   * @param hidden says how a class that may not be seen is held
   */
  public static @Nullable String unknownClass(
      Settings settings, ReferenceProfile reference, UnaryOperator<String> hidden) {
    String set = settings.find(POSITIVE_CLASS);
    Set<String> known = reference.classes();
    if (set == null || known.isEmpty()) {
      return null;
    }
    String name = ClassName.of(set);
    return known.contains(name) || known.contains(hidden.apply(name))
        ? null
        : POSITIVE_CLASS.key()
            + ": the reference has no class "
            + set
            + ", so the last in order counts as the positive one until there is";
  }

  /** Returns the class that scores are of, as {@link ReadingSettings} has it. */
  static @Nullable String scoredClass(Settings settings) {
    if (settings.get(SCORE_CLASS) == ScoreClass.PREDICTED) {
      return null;
    }
    String positive = settings.find(POSITIVE_CLASS);
    return positive == null ? "" : ClassName.of(positive);
  }

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
