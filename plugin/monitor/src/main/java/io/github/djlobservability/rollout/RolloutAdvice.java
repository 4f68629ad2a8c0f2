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
    RolloutJudgement waits = null;
    boolean requests = false;
    boolean labels = false;
    boolean labelsTolerated = false;
    for (RolloutJudgement harm : harms) {
      boolean tolerated = harm.isTolerated();
      if (harm.isOfLabels()) {
        labels = true;
        labelsTolerated |= tolerated;
      } else {
        requests = true;
        waits = waits == null && !tolerated ? harm : waits;
      }
    }
    if (waits == null && labels && !labelsTolerated) {
      // Of the same requests, where there are any.
      waits = harms.get(harms.size() - 1);
    }
    if (waits != null) {
      return new RolloutAdvice(Advice.WAIT, waits.waitsFor());
    }
    if (!requests && !labels) {
      return new RolloutAdvice(Advice.WAIT, "No request is over yet, and no label has come.");
    }
    return tolerable(requests, labels, findings, settings);
  }

  private static RolloutAdvice tolerable(
      boolean requests, boolean labels, List<RolloutFinding> findings, RolloutSettings settings) {
    String served =
        requests
            ? "No more requests fail or are slow than is tolerated"
            : "Whether requests fail or are slow is not measured";
    if (labels) {
      String tolerance = Unit.SHARE.size(settings.tolerance());
      return new RolloutAdvice(
          Advice.GO_ON, served + ", and it is wrong by no more than " + tolerance + " more.");
    }
    for (RolloutFinding finding : findings) {
      if (finding.result() == Result.DIFFERENT) {
        return new RolloutAdvice(
            Advice.WAIT,
            served
                + ", but predictions differ, and no labels say which are right. "
                + finding.sentence());
      }
    }
    return new RolloutAdvice(
        Advice.GO_ON,
        served + ". Whether predictions are as right is not known: no labels have come.");
  }
}
