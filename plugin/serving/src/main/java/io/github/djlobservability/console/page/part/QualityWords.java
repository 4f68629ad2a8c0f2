package io.github.djlobservability.console.page.part;

import io.github.djlobservability.console.overview.Overview;
import io.github.djlobservability.quality.measure.Task;
import io.github.djlobservability.statistics.Interval;
import org.jspecify.annotations.Nullable;

/** Says how right a model is. */
public final class QualityWords {
  private QualityWords() {}

  /** In a few words, for a table. */
  public static String brief(Overview.@Nullable Quality quality) {
    if (quality == null) {
      return "–";
    }
    if (quality.real() != null) {
      return measure(quality.measure()) + " " + Figures.interval(quality.real());
    }
    if (quality.estimated() != null) {
      return measure(quality.measure()) + " about " + Figures.interval(quality.estimated());
    }
    Long missing = quality.missingLabels();
    return missing == null || quality.labelledItems() == 0
        ? "no labels"
        : Figures.count(missing) + " labels missing";
  }

  /** A measure's name for people. */
  public static String measure(String name) {
    return switch (name) {
      case "mae" -> "mean error";
      case "rmse" -> "root mean square error";
      case "roc_auc" -> "ROC AUC";
      case "f1" -> "F1";
      case "brier" -> "Brier score";
      case "expected_calibration_error" -> "calibration error";
      case "mape" -> "mean error in percent of what was right";
      case "exact_share" -> "exactly right";
      default -> name.replace('_', ' ');
    };
  }

  /** A measure with its interval: one that is called a percentage in percent. */
  public static String interval(String name, Interval value) {
    return Task.isPercentage(name) && Double.isFinite(value.value())
        ? Figures.share(value.value())
            + " ("
            + Figures.share(value.low())
            + " to "
            + Figures.share(value.high())
            + ")"
        : Figures.interval(value);
  }

  /** The same without the interval. */
  public static String figure(String name, double value) {
    return Task.isPercentage(name) ? Figures.share(value) : Figures.three(value);
  }

  /** Says what a measure says; empty where its name does. */
  public static String meaning(String name) {
    return switch (name) {
      case "accuracy" -> "share of the predictions that were right.";
      case "precision" -> "of those it said yes to, the share that was yes.";
      case "recall" -> "of those that were yes, the share that it found.";
      case "f1" -> "precision and recall in one figure; 1 is best.";
      case "roc_auc" -> "how well scores tell yes from no: 1 is perfectly, 0.5 is a guess.";
      case "log_loss" -> "how far scores are from what was right; 0 is best.";
      case "brier" -> "mean squared distance of scores from what was right; 0 is best.";
      case "expected_calibration_error" ->
          "how far scores are from how often it is right; 0 is best.";
      case "mae" -> "how far off predictions are, in the middle.";
      case "rmse" -> "how far off they are, with large misses counting more.";
      case "bias" ->
          "prediction minus label, in the middle: above 0 they are too high, below too low.";
      case "mape" ->
          "how far off they are, in percent of what was right; where that is 0 is left out.";
      case "word_error_rate" ->
          "words left out, put in or replaced, for each word that was said; 0 is best.";
      case "character_error_rate" -> "the same of characters.";
      case "exact_share" -> "share of the items without a wrong word.";
      case "length_ratio" -> "words written for each word that was said: above 1 it puts words in.";
      default -> "";
    };
  }
}
