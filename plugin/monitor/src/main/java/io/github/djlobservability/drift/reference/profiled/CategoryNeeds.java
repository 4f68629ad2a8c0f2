package io.github.djlobservability.drift.reference.profiled;

import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.UnseenShare;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Decides by a reference whether it knows the categories of a feature well enough for their shares,
 * and new ones, to be watched. Where rows depend on their neighbours, few are worth fewer still; of
 * a long tail of categories these show too little for what comes next not to look new. Stateless.
 */
public final class CategoryNeeds {

  /** From here on neighbours depend on one another by more than a reference shows by chance. */
  private static final double DEPENDENT = 1.5;

  /** As many independent rows are enough for whatever categories. */
  private static final int ENOUGH_ROWS = 100;

  /** So large a share of items whose category the reference lacks is a long tail. */
  private static final double LONG_TAIL = 0.2;

  private CategoryNeeds() {}

  /** Returns whether they are known well enough; numbers always are. */
  public static boolean areMet(FeatureReference feature) {
    UnseenShare unseen = feature.unseen();
    return feature.isNumeric()
        || !(feature.dependence() >= DEPENDENT)
        || feature.valueCount() >= ENOUGH_ROWS * feature.dependence()
        || unseen.unseen() <= LONG_TAIL * unseen.items();
  }

  /** Returns the features whose categories are not watched. */
  static List<NotWatched> notWatched(List<FeatureReference> features) {
    List<NotWatched> lacks = new ArrayList<>();
    for (FeatureReference feature : features) {
      if (!areMet(feature)) {
        UnseenShare unseen = feature.unseen();
        String sentence =
            String.format(
                Locale.ROOT,
                "%s: shares of categories and new ones are not watched: rows depend on their"
                    + " neighbours in time, so that the %,d of the reference are worth %.0f, and"
                    + " %.0f %% of what comes is none of its categories; take a longer reference",
                feature.name(),
                feature.valueCount(),
                feature.valueCount() / feature.dependence(),
                100 * unseen.unseen() / unseen.items());
        lacks.add(new NotWatched(feature.name(), NotWatched.Reason.FEW_ROWS, sentence));
      }
    }
    return lacks;
  }
}
