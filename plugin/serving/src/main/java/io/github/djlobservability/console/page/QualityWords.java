package io.github.djlobservability.console.page;

import io.github.djlobservability.console.overview.Overview;
import org.jspecify.annotations.Nullable;

/** Says how right a model is. */
final class QualityWords {
  private QualityWords() {}

  /** In a few words, for a table. */
  static String brief(Overview.@Nullable Quality quality) {
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
  static String measure(String name) {
    return switch (name) {
      case "mae" -> "mean error";
      case "rmse" -> "root mean square error";
      case "roc_auc" -> "ROC AUC";
      case "f1" -> "F1";
      case "brier" -> "Brier score";
      case "ece" -> "calibration error";
      case "mape" -> "mean error in percent";
      default -> name.replace('_', ' ');
    };
  }
}
