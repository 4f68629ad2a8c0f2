package io.github.djlobservability.quality;

import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.FeatureType;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Row;
import io.github.djlobservability.profile.RowSample;
import io.github.djlobservability.profile.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a reference profile tells about labels: of its sample's rows those that have both a
 * prediction and a target.
 *
 * @param items in the order of the rows
 * @param regression whether the prediction is a number; null if the profile has no prediction
 * @param timeOrdered whether the rows are in the order of time
 */
record ReferenceLabels(
    List<LabelledItem> items, @Nullable Boolean regression, boolean timeOrdered) {

  /** Where there is no profile. */
  static final ReferenceLabels NONE = new ReferenceLabels(List.of(), null, false);

  static ReferenceLabels of(@Nullable ReferenceProfile profile, List<String> segments) {
    if (profile == null) {
      return NONE;
    }
    Schema schema = profile.schema();
    int prediction = first(schema, FeatureRole.PREDICTION);
    int target = first(schema, FeatureRole.TARGET);
    if (prediction < 0) {
      return NONE;
    }
    boolean regression = schema.feature(prediction).type() == FeatureType.NUMERIC;
    List<LabelledItem> items =
        target < 0 ? List.of() : items(profile.sample(), schema, prediction, target, segments);
    return new ReferenceLabels(items, regression, profile.provenance().timeOrdered());
  }

  private static int first(Schema schema, FeatureRole role) {
    List<Integer> found = schema.indicesOf(role);
    return found.isEmpty() ? -1 : found.get(0);
  }

  private static List<LabelledItem> items(
      RowSample sample, Schema schema, int prediction, int target, List<String> segments) {
    int score = first(schema, FeatureRole.SCORE);
    List<LabelledItem> items = new ArrayList<>();
    for (int i = 0; i < sample.size(); i++) {
      Row row = sample.row(i);
      Object said = value(row, prediction);
      Object label = value(row, target);
      if (said != null && label != null) {
        double sure = score < 0 ? Double.NaN : row.number(score);
        Map<String, Double> probabilities =
            Double.isNaN(sure) ? Map.of() : Map.of(Values.className(said), sure);
        List<@Nullable String> own = new ArrayList<>();
        for (String segment : segments) {
          own.add(segment(row, schema.indexOf(segment)));
        }
        long number = sample.rowNumber(i) + 1;
        items.add(new LabelledItem(number, null, 0, 0, said, probabilities, label, 1, own));
      }
    }
    return items;
  }

  private static @Nullable String segment(Row row, int feature) {
    Object value = feature < 0 ? null : value(row, feature);
    return value == null ? null : Values.className(value);
  }

  private static @Nullable Object value(Row row, int index) {
    Feature feature = row.schema().feature(index);
    if (!row.isPresent(index)) {
      return null;
    }
    if (feature.type() == FeatureType.NUMERIC) {
      double number = row.number(index);
      return Double.isNaN(number) ? null : (Object) number;
    }
    return row.category(index);
  }
}
