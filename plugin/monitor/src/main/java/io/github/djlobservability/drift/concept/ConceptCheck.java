package io.github.djlobservability.drift.concept;

import io.github.djlobservability.drift.reference.AlarmShare;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.Item;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is watched about labels, of all items or of some: those for which the model said a
 * class, or those of a segment.
 *
 * @param name what it is called in a verdict
 * @param prediction only items for which the model said this; null for all
 * @param segment only items whose value at this place ...
 * @param segmentName ... of this feature ...
 * @param segmentValue ... is this; null for all
 * @param sees what is looked at
 */
record ConceptCheck(
    String name,
    @Nullable String prediction,
    int segment,
    @Nullable String segmentName,
    @Nullable String segmentValue,
    Sees sees) {

  /** Says which outcomes are looked at. */
  enum Sees {
    /** Whether the model was wrong. */
    ERRORS,
    /** Which class is right. */
    LABELS,
    /** The prediction minus the label. */
    RESIDUALS
  }

  static ConceptCheck ofAll(Sees sees) {
    String name = sees == Sees.RESIDUALS ? "(residuals)" : "(errors)";
    return new ConceptCheck(name, null, -1, null, null, sees);
  }

  static ConceptCheck ofPrediction(String prediction, Sees sees) {
    String name = "(label where prediction=" + prediction + ")";
    return new ConceptCheck(name, prediction, -1, null, null, sees);
  }

  static ConceptCheck ofSegment(int segment, String feature, String value, Sees sees) {
    String what = sees == Sees.RESIDUALS ? "residuals" : "errors";
    String name = "(" + what + " where " + feature + "=" + value + ")";
    return new ConceptCheck(name, null, segment, feature, value, sees);
  }

  /** Returns whether the item is one of those. */
  boolean isOf(ConceptOutcome outcome) {
    return (prediction == null || prediction.equals(outcome.prediction()))
        && (segmentValue == null || segmentValue.equals(outcome.segments().get(segment)));
  }

  /** Puts what is looked at into an item; nothing if it is none of those. */
  void fill(Item item, int place, ConceptOutcome outcome) {
    if (!isOf(outcome)) {
      return;
    }
    switch (sees) {
      case ERRORS -> item.category(place, error(outcome));
      case LABELS -> item.category(place, outcome.label());
      case RESIDUALS -> item.number(place, outcome.residual());
    }
  }

  private static String error(ConceptOutcome outcome) {
    return outcome.isError() ? FeatureReference.ERROR : FeatureReference.CORRECT;
  }

  /**
   * Describes these outcomes as the check sees them.
   *
   * @param weight of its evidence among all checks
   */
  FeatureReference reference(List<ConceptOutcome> outcomes, boolean timeOrdered, double weight) {
    List<ConceptOutcome> own = outcomes.stream().filter(this::isOf).toList();
    AlarmShare alarmShare =
        new AlarmShare(weight, Math.max(1e-3, own.size() / (double) outcomes.size()));
    return reference(own, timeOrdered).withAlarmShare(alarmShare);
  }

  private FeatureReference reference(List<ConceptOutcome> own, boolean timeOrdered) {
    if (sees == Sees.RESIDUALS) {
      double[] values = own.stream().mapToDouble(ConceptOutcome::residual).toArray();
      FeatureReference reference = FeatureReference.numeric(name, DriftKind.CONCEPT, values);
      return timeOrdered ? reference.inTimeOrder(values) : reference;
    }
    List<String> values = new ArrayList<>();
    own.forEach(o -> values.add(sees == Sees.ERRORS ? error(o) : o.label()));
    FeatureReference reference;
    if (sees == Sees.ERRORS) {
      long errors = own.stream().filter(ConceptOutcome::isError).count();
      reference = FeatureReference.errors(name, errors, own.size() - errors);
    } else {
      reference = FeatureReference.categorical(name, DriftKind.CONCEPT, values).withEachCategory();
    }
    return timeOrdered ? reference.inTimeOrder(values) : reference;
  }
}
