package io.github.djlobservability.rollout;

import io.github.djlobservability.rollout.RolloutFinding.Quantity;
import io.github.djlobservability.rollout.RolloutFinding.Result;
import io.github.djlobservability.statistics.Interval;

/**
 * Judges one quantity, and says what is to be said of it.
 *
 * @param tolerated how much more of it counts as none; NaN of what is no harm
 */
record RolloutJudgement(FindingWords words, Estimate estimate, Pace pace, double tolerated) {
  Quantity quantity() {
    return words.quantity();
  }

  boolean isOfLabels() {
    return quantity() == Quantity.WRONG || quantity() == Quantity.WRONG_OF_THE_SAME;
  }

  private Interval difference() {
    return words.possible(estimate.difference(quantity().level()));
  }

  private Result result(Interval difference) {
    // Of numbers too large to square the interval has no end that is a number.
    if (!Double.isFinite(difference.low()) || !Double.isFinite(difference.high())) {
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
        sentence = words.none(estimate, difference) + " " + words.shows(size, items, pace);
      }
      default -> sentence = words.found(estimate, difference);
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
        estimate.leftOut().both(),
        more);
  }

  /** Returns whether it is known to be worse, and measured to be so by more than is tolerated. */
  boolean isTooMuchWorse() {
    return isWorse() && isSpread() && difference().value() > tolerated;
  }

  /** Returns whether it is known to be worse, by however little. */
  boolean isWorse() {
    return result(difference()) == Result.WORSE;
  }

  /** Returns whether it is known to be better, by however little. */
  boolean isBetter() {
    return result(difference()) == Result.BETTER;
  }

  /** Says that it is no worse than is tolerated. */
  String isTold() {
    return words.tolerated(tolerated);
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
    Interval difference = difference();
    Result result = result(difference);
    if (result == Result.TOO_EARLY || !isSpread()) {
      return finding().sentence();
    }
    String now =
        result == Result.NONE_FOUND ? words.none(estimate, difference) : finding().sentence();
    double apart = difference.value();
    // As large as is tolerated can't be told from larger by any number.
    double radius = apart <= tolerated ? Math.max(tolerated - apart, tolerated / 10) : apart;
    double items = estimate.itemsUntil(radius, quantity().level());
    return now + " " + words.until(tolerated, items, pace);
  }
}
