package io.github.djlobservability.rollout;

import io.github.djlobservability.rollout.RolloutFinding.Result;
import io.github.djlobservability.rollout.RolloutReport.Advice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says whether to go on with a version.
 *
 * @param reason in a sentence or two
 */
record RolloutAdvice(Advice advice, String reason) {

  /**
   * Decides by what is harm: one that is known, and measured to be larger than is tolerated, stops;
   * to go on all that are measured have to be known not to be larger.
   */
  static RolloutAdvice of(List<RolloutJudgement> harms, List<RolloutFinding> findings) {
    for (RolloutJudgement harm : harms) {
      if (harm.isTooMuchWorse()) {
        return new RolloutAdvice(Advice.STOP, harm.finding().sentence());
      }
    }
    RolloutJudgement waits = null;
    boolean requests = false;
    boolean labels = false;
    RolloutJudgement toldBy = null;
    for (RolloutJudgement harm : harms) {
      boolean tolerated = harm.isTolerated();
      if (harm.isOfLabels()) {
        labels = true;
        toldBy = tolerated ? harm : toldBy;
        waits = waits == null && harm.isWorse() && !tolerated ? harm : waits;
      } else {
        requests = true;
        waits = waits == null && !tolerated ? harm : waits;
      }
    }
    if (waits == null && labels && toldBy == null) {
      // Of the same requests, where there are any.
      waits = harms.get(harms.size() - 1);
    }
    if (waits != null) {
      return new RolloutAdvice(Advice.WAIT, waits.waitsFor());
    }
    if (!requests && !labels) {
      return new RolloutAdvice(Advice.WAIT, "No request is over yet, and no label has come.");
    }
    return tolerable(requests, toldBy, findings);
  }

  private static RolloutAdvice tolerable(
      boolean requests, @Nullable RolloutJudgement labels, List<RolloutFinding> findings) {
    String served =
        requests
            ? "No more requests fail or are slow than is tolerated"
            : "Whether requests fail or are slow is not measured";
    StringBuilder known = new StringBuilder();
    for (RolloutFinding finding : findings) {
      if (finding.result() == Result.BETTER) {
        known.append(' ').append(finding.sentence());
      }
    }
    for (RolloutFinding finding : findings) {
      if (finding.result() == Result.WORSE) {
        known.append(" That is tolerated: ").append(finding.sentence());
      }
    }
    if (labels != null) {
      String quality = labels.isBetter() ? "" : ", and it " + labels.isTold();
      return new RolloutAdvice(Advice.GO_ON, served + quality + "." + known);
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
        served + ". Whether predictions are as right is not known: no labels have come." + known);
  }
}
