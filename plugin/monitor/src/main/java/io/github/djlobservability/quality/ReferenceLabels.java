package io.github.djlobservability.quality;

import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.RowSample;
import io.github.djlobservability.profile.score.ScoredLabels;
import io.github.djlobservability.quality.measure.LabelledItem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds the labels of a reference profile: of its sample's rows those that have both a prediction
 * and a target.
 *
 * @param items in the order of the rows
 * @param kind what predictions are; null if the profile has none
 * @param timeOrdered whether the rows are in the order of time
 * @param beyond how scores and labels of all rows go together; null where the items say as much
 */
record ReferenceLabels(
    List<LabelledItem> items,
    @Nullable PredictionKind kind,
    boolean timeOrdered,
    @Nullable ScoredLabels beyond) {

  /** Stands for a reference without labels, or no reference. */
  static final ReferenceLabels NONE = new ReferenceLabels(List.of(), null, false, null);

  static ReferenceLabels of(@Nullable ReferenceProfile profile, List<String> segments) {
    if (profile == null) {
      return NONE;
    }
    LabelledRows rows = new LabelledRows(profile.schema(), segments);
    return rows.hasPrediction()
        ? new ReferenceLabels(
            items(profile.sample(), rows),
            rows.kind(),
            profile.provenance().timeOrdered(),
            profile.scoredLabels())
        : NONE;
  }

  private static List<LabelledItem> items(RowSample sample, LabelledRows rows) {
    List<LabelledItem> items = new ArrayList<>();
    for (int i = 0; i < sample.size(); i++) {
      LabelledItem item = rows.labelled(sample.rowNumber(i) + 1, 0, 0, sample.row(i));
      if (item != null) {
        items.add(item);
      }
    }
    return items;
  }
}
