package io.github.djlobservability.rollout;

import io.github.djlobservability.payload.ClassName;
import io.github.djlobservability.payload.text.TranscriptErrors;
import io.github.djlobservability.quality.PredictionKind;
import io.github.djlobservability.quality.measure.LabelledItem;
import io.github.djlobservability.rollout.RolloutFinding.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Compares how wrong versions are, by labels as they come: whether a class is wrong, how far a
 * number is off, what part of a transcript's words is wrong. A label counts as much as the items
 * that it stands for. Not thread-safe.
 */
final class ErrorComparison {
  private final Halves<Wrong> halves = new Halves<>();
  private final Pace pairs = Pace.ofLabels();
  private Measured errors = Measured.ofLabels(false);
  private PairedDifference paired = new PairedDifference(false);
  private @Nullable PredictionKind kind;

  /**
   * Takes in an item whose label has come.
   *
   * @param item the number by which its other half finds it; null without an id
   * @return whether it is of the kind of those before
   */
  boolean add(boolean ofCandidate, @Nullable Long item, LabelledItem labelled) {
    PredictionKind its = PredictionKind.of(labelled);
    if (kind == null) {
      kind = its;
      // A part of words that are wrong is a share, too: few that are right don't say that all are.
      boolean share = its != PredictionKind.NUMBER;
      errors = Measured.ofLabels(share);
      paired = new PairedDifference(share);
    }
    if (kind != its) {
      return false;
    }
    double error = error(labelled, its);
    long known = labelled.labelledAtMillis();
    double weight = labelled.weight();
    errors.add(ofCandidate, labelled.predictedAtMillis(), known, error, weight);
    Wrong other =
        item == null || !Double.isFinite(error)
            ? null
            : halves.take(item, ofCandidate, new Wrong(error, weight));
    if (other != null) {
      // One label reaches both; it was asked for because of the version that gave it a weight.
      paired.add(
          ofCandidate ? other.size() : error,
          ofCandidate ? error : other.size(),
          Math.max(weight, other.weight()));
      pairs.add(known);
    }
    return true;
  }

  private record Wrong(double size, double weight) {}

  private static double error(LabelledItem item, PredictionKind kind) {
    return switch (kind) {
      case TRANSCRIPT -> ((TranscriptErrors) item.label()).share();
      case NUMBER -> Math.abs((Double) item.prediction() - (Double) item.label());
      case CLASS -> ClassName.of(item.prediction()).equals(ClassName.of(item.label())) ? 0 : 1;
    };
  }

  /** Returns whether what came before is of another kind. */
  boolean isOtherThan(PredictionKind its) {
    return kind != null && kind != its;
  }

  boolean isEmpty() {
    return errors.pace().isEmpty();
  }

  List<RolloutJudgement> judgements(VersionNames names, RolloutSettings settings) {
    List<RolloutJudgement> all = new ArrayList<>();
    if (!isEmpty()) {
      all.add(judgement(names, settings, Quantity.WRONG, errors.estimate(), errors.pace()));
    }
    if (!pairs.isEmpty()) {
      Estimate estimate = paired.estimate(halves.alone());
      all.add(judgement(names, settings, Quantity.WRONG_OF_THE_SAME, estimate, pairs));
    }
    return all;
  }

  private RolloutJudgement judgement(
      VersionNames names,
      RolloutSettings settings,
      Quantity quantity,
      Estimate estimate,
      Pace pace) {
    boolean numbers = kind == PredictionKind.NUMBER;
    Unit unit = numbers ? Unit.NUMBER : kind == PredictionKind.TRANSCRIPT ? Unit.WORDS : Unit.SHARE;
    return new RolloutJudgement(
        FindingWords.of(names, quantity, unit, null),
        estimate,
        pace,
        settings.tolerated(quantity, estimate, numbers));
  }

  /** Lets go of items that wait for their other half. */
  void forget(LongPredicate items) {
    halves.forget(items);
  }

  void bound(int halvesAtMost) {
    halves.bound(halvesAtMost);
  }

  long bytes() {
    return errors.bytes() + Halves.BYTES * halves.size();
  }
}
