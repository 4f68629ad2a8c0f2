package io.github.djlobservability.drift.reference.profiled;

import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.ModelReference;
import java.util.List;
import java.util.Locale;

/**
 * Decides by a reference whether thresholds can be tried out on its own rows, where these depend on
 * the rows before them. Stateless.
 */
public final class TrialNeeds {

  /** Features beyond these, evenly spread over the model's, are taken to be like them. */
  private static final int MAX_FEATURES = 32;

  /** Rows a feature that a reference must have for its trials to tell anything. */
  private static final int MIN_ROWS = 100;

  /** So much more than one item for each: less is discounted well enough. */
  private static final double WORTH_A_TRIAL = 1.2;

  /** From here on neighbours depend on one another by more than a reference shows by chance. */
  private static final double DEPENDENT = 1.5;

  private TrialNeeds() {}

  /** Returns how many features take part. */
  public static int features(ModelReference reference) {
    return Math.min(MAX_FEATURES, reference.features().size());
  }

  /** Returns whether there are rows enough. */
  public static boolean areMet(ModelReference reference) {
    List<double[]> rows = reference.rows();
    return rows != null && reference.consecutive() && rows.size() >= MIN_ROWS * features(reference);
  }

  /** Returns whether items depend on those before by more than is worth a trial. */
  public static boolean isWorthATrial(FeatureReference feature) {
    return feature.dependence() > WORTH_A_TRIAL;
  }

  /** Returns what may go unnoticed where rows depend on their neighbours, and are too few. */
  static List<NotWatched> notWatched(ModelReference compared) {
    List<double[]> rows = compared.rows();
    FeatureReference longest = null;
    for (FeatureReference feature : compared.features()) {
      boolean longer = longest == null || feature.dependence() > longest.dependence();
      longest = longer ? feature : longest;
    }
    if (rows == null
        || !compared.consecutive()
        || areMet(compared)
        || longest == null
        || !(longest.dependence() >= DEPENDENT)) {
      return List.of();
    }
    String sentence =
        String.format(
            Locale.ROOT,
            "alarms may be much rarer than asked, and changes found late: rows depend on those"
                + " before them (of %s, %.0f are worth one), and to try thresholds out it takes a"
                + " reference with %,d rows, of which this one has %,d",
            longest.name(),
            longest.dependence(),
            MIN_ROWS * features(compared),
            rows.size());
    return List.of(new NotWatched(longest.name(), NotWatched.Reason.FEW_ROWS, sentence));
  }
}
