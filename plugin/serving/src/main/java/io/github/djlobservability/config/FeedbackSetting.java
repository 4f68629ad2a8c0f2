package io.github.djlobservability.config;

import io.github.djlobservability.label.JoinSettings;
import java.time.Duration;
import java.util.List;

/** The settings of labels that come later. */
public final class FeedbackSetting {
  private static final int MAX_SEGMENTS = 10;
  private static final JoinSettings DEFAULTS = JoinSettings.defaults();

  public static final Setting<Boolean> FEEDBACK =
      Setting.ofModel(
          "observability.feedback",
          Notation.flag(),
          false,
          "whether predictions are kept for labels that come later; see [feedback.md](feedback.md)");

  public static final Setting<String> KEY =
      Setting.optionalOfModel(
          "observability.feedback.key",
          Notation.text("the name of a field of the payload"),
          "none",
          "what else labels can name an item by");

  public static final Setting<Duration> RETENTION =
      Setting.ofModel(
          "observability.feedback.retention",
          TimeNotation.time(),
          DEFAULTS.retention(),
          "how long a prediction waits for its label");

  public static final Setting<Duration> LATENESS =
      Setting.ofModel(
          "observability.feedback.lateness",
          TimeNotation.timeOrZero(),
          DEFAULTS.lateness(),
          "how long an item with its label is held back, so that earlier ones can go first");

  public static final Setting<Duration> WAIT =
      Setting.ofModel(
          "observability.feedback.wait",
          TimeNotation.timeOrZero(),
          DEFAULTS.grace(),
          "how long a label waits for a prediction with its id; `0` takes only ids that were"
              + " predicted");

  public static final Setting<Long> LABELS_PER_MINUTE =
      Setting.ofModel(
          "observability.feedback.labels-per-minute",
          Notation.wholeOrZero("a number of labels", 1, 100_000_000),
          100_000L,
          "labels a minute that one token, or one address without a token, may send; `0` for any"
              + " number");

  public static final Setting<Long> MAX_BYTES =
      Setting.ofModel(
          "observability.feedback.max-bytes",
          Notation.size(),
          DEFAULTS.maxBytes(),
          "room on disk for each model's predictions; past it the oldest go");

  public static final Setting<List<String>> SEGMENTS =
      Setting.optionalOfModel(
          "observability.segments",
          Notation.names(
              "the names of 1 to %d features, with commas between them".formatted(MAX_SEGMENTS),
              MAX_SEGMENTS),
          "none",
          "whose values are kept with each prediction, to split quality by");

  private FeedbackSetting() {}

  /** Returns how a model's predictions wait by its settings. */
  public static JoinSettings join(Settings settings) {
    return new JoinSettings(
        settings.get(RETENTION),
        settings.get(LATENESS),
        settings.get(WAIT),
        settings.get(MAX_BYTES));
  }

  /** Returns the features by whose values quality is split. */
  public static List<String> segments(Settings settings) {
    List<String> segments = settings.find(SEGMENTS);
    return segments == null ? List.of() : segments;
  }
}
