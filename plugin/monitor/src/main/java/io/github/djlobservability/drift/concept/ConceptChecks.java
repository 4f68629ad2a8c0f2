package io.github.djlobservability.drift.concept;

import io.github.djlobservability.drift.reference.FeatureReference;
import io.github.djlobservability.drift.reference.FrequentCategories;
import io.github.djlobservability.drift.reference.ModelReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which checks a model's labels get: its errors, the labels of each class that it says, and the
 * errors of each segment. Of classes and of a feature's values only the most frequent, and only
 * those with some items in the reference.
 */
final class ConceptChecks {

  static final int MAX_CLASSES = 16;
  static final int MAX_VALUES = 20;
  private static final int MIN_ITEMS = 20;

  /** Most for all errors; where there are no segments, or no classes, what is left is shared so. */
  private static final double ALL = 0.6;

  private static final double CLASSES = 0.2;
  private static final double SEGMENTS = 0.2;

  private final List<ConceptCheck> checks = new ArrayList<>();
  private final List<FeatureReference> references = new ArrayList<>();

  ConceptChecks(ConceptSettings settings, List<ConceptOutcome> outcomes, boolean timeOrdered) {
    ConceptCheck.Sees errors =
        settings.regression() ? ConceptCheck.Sees.RESIDUALS : ConceptCheck.Sees.ERRORS;
    add(List.of(ConceptCheck.ofAll(errors)), ALL, outcomes, timeOrdered);
    if (!settings.regression()) {
      add(ofClasses(outcomes), CLASSES, outcomes, timeOrdered);
    }
    List<ConceptCheck> segments = new ArrayList<>();
    for (int i = 0; i < settings.segments().size(); i++) {
      int place = i;
      String feature = settings.segments().get(i);
      for (String value : frequent(outcomes, o -> o.segments().get(place), MAX_VALUES)) {
        segments.add(ConceptCheck.ofSegment(place, feature, value, errors));
      }
    }
    add(segments, SEGMENTS, outcomes, timeOrdered);
  }

  /** With two classes an error tells the label; with more, which one is right matters too. */
  private static List<ConceptCheck> ofClasses(List<ConceptOutcome> outcomes) {
    TreeSet<String> labels = new TreeSet<>();
    outcomes.forEach(outcome -> labels.add(outcome.label()));
    ConceptCheck.Sees sees =
        labels.size() <= 2 ? ConceptCheck.Sees.ERRORS : ConceptCheck.Sees.LABELS;
    return frequent(outcomes, ConceptOutcome::prediction, MAX_CLASSES).stream()
        .map(prediction -> ConceptCheck.ofPrediction(prediction, sees))
        .toList();
  }

  private static List<String> frequent(
      List<ConceptOutcome> outcomes, Function<ConceptOutcome, @Nullable String> value, int most) {
    Map<String, Long> counts = new HashMap<>();
    outcomes.stream()
        .map(value)
        .filter(Objects::nonNull)
        .forEach(found -> counts.merge(Objects.requireNonNull(found), 1L, Long::sum));
    return FrequentCategories.of(counts, MIN_ITEMS, most);
  }

  private void add(
      List<ConceptCheck> more, double weight, List<ConceptOutcome> outcomes, boolean timeOrdered) {
    for (ConceptCheck check : more) {
      checks.add(check);
      references.add(check.reference(outcomes, timeOrdered, weight / more.size()));
    }
  }

  List<ConceptCheck> checks() {
    return checks;
  }

  ModelReference reference() {
    return ModelReference.of(references);
  }
}
