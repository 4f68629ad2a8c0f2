package io.github.djlobservability.rollout;

import io.github.djlobservability.rollout.RolloutFinding.Result;
import io.github.djlobservability.rollout.RolloutReport.Advice;
import java.util.List;

/**
 * Says whether to go on with a version.
 *
 * @param reason in a sentence or two
 */
record RolloutAdvice(Advice advice, String reason) {

  /**
   * Decides by what is harm: one that is known, and larger than is tolerated, stops; all that are
   * measured have to be known not to be.
   */
  static RolloutAdvice of(
      List<RolloutJudgement> harms, List<RolloutFinding> findings, RolloutSettings settings) {
    for (RolloutJudgement harm : harms) {
      if (harm.isWorse()) {
        return new RolloutAdvice(Advice.STOP, harm.finding().sentence());
      }
    }
    boolean labels = false;
    boolean labelsTolerated = false;
    RolloutJudgement waits = null;
    for (RolloutJudgement harm : harms) {
      boolean tolerated = harm.isTolerated();
      if (harm.isOfLabels()) {
        labels = true;
        labelsTolerated |= tolerated;
      } else if (!tolerated && waits == null) {
        waits = harm;
      }
    }
    if (waits == null && labels && !labelsTolerated) {
      waits = harms.get(harms.size() - 1);
    }
    if (waits != null) {
      return new RolloutAdvice(Advice.WAIT, waits.waitsFor());
    }
    return labels ? goOn(settings) : withoutLabels(findings);
  }

  private static RolloutAdvice goOn(RolloutSettings settings) {
    return new RolloutAdvice(
        Advice.GO_ON,
        "No more requests fail or are slow than is tolerated, and it is wrong by no more than %s more."
            .formatted(Unit.SHARE.size(settings.tolerance())));
  }

  private static RolloutAdvice withoutLabels(List<RolloutFinding> findings) {
    for (RolloutFinding finding : findings) {
      if (finding.result() == Result.DIFFERENT) {
        return new RolloutAdvice(
            Advice.WAIT,
            "No more requests fail or are slow than is tolerated, but predictions differ, and no"
                + " labels say which are right. "
                + finding.sentence());
      }
    }
    return new RolloutAdvice(
        Advice.GO_ON,
        "No more requests fail or are slow than is tolerated. Whether predictions are as right is"
            + " not known: no labels have come.");
  }
}
