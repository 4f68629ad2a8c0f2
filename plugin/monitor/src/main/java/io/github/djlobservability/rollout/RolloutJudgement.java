package io.github.djlobservability.rollout;

import io.github.djlobservability.rollout.RolloutFinding.Quantity;
import io.github.djlobservability.rollout.RolloutFinding.Result;
import io.github.djlobservability.statistics.Interval;

/**
 * Judges one quantity, and says what is to be said of it.
 *
 * @param tolerated how much more of it counts as none; NaN of what is no harm
 */
record RolloutJudgement(
    FindingWords words, Estimate estimate, Pace pace, double tolerated, String slow) {
  Quantity quantity() {
    return words.quantity();
  }

  boolean isOfLabels() {
    return quantity() == Quantity.WRONG || quantity() == Quantity.WRONG_OF_THE_SAME;
  }

  private Interval difference() {
    return estimate.difference(quantity().level());
  }

  private Result result(Interval difference) {
    if (!estimate.isEnough()) {
      return Result.TOO_EARLY;
    }
    if (quantity() == Quantity.UNLIKE) {
      return Result.MEASURED;
    }
    if (difference.low() <= 0 && difference.high() >= 0) {
      return Result.NONE_FOUND;
    }
    boolean more = difference.low() > 0;
    return quantity().isHarm() ? more ? Result.WORSE : Result.BETTER : Result.DIFFERENT;
  }

  RolloutFinding finding() {
    Interval difference = difference();
    Result result = result(difference);
    Long more = null;
    String sentence;
    switch (result) {
      case TOO_EARLY -> sentence = words.tooEarly(estimate);
      case MEASURED -> sentence = words.unlike(estimate, difference);
      case NONE_FOUND -> {
        if (difference.high() == difference.low()) {
          sentence = words.same(estimate);
          break;
        }
        double size = Unit.round((difference.high() - difference.low()) / 4);
        double items = estimate.itemsUntil(size, quantity().level());
        more = Double.isFinite(items) ? (Long) (long) items : null;
        sentence = words.none(estimate, difference, slow, size, items, pace);
      }
      default -> sentence = words.found(estimate, difference, slow);
    }
    return new RolloutFinding(
        quantity(),
        words.of(),
        result,
        sentence,
        estimate.baseline(),
        estimate.candidate(),
        difference,
        estimate.baselineItems(),
        estimate.candidateItems(),
        estimate.leftOut(),
        more);
  }

  /** Returns whether it is known to be worse, and not known to be so by no more than tolerated. */
  boolean isWorse() {
    Interval difference = difference();
    return quantity().isHarm() && difference.low() > 0 && difference.high() > tolerated;
  }

  /** Returns whether it is known to be no worse than is tolerated. */
  boolean isTolerated() {
    return isSpread() && difference().high() <= tolerated;
  }

  /** Returns whether values differ: of some that are all one nobody knows how the next will be. */
  private boolean isSpread() {
    return estimate.variance() > 0;
  }

  /** Says what it waits for. */
  String waitsFor() {
    if (!estimate.isEnough() || !isSpread()) {
      return finding().sentence();
    }
    Interval difference = difference();
    double apart = difference.value();
    double radius = apart < tolerated / 2 ? tolerated - apart : apart;
    double items = estimate.itemsUntil(radius, quantity().level());
    return finding().sentence() + " " + words.until(tolerated, items, pace);
  }
}
