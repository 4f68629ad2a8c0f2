package io.github.djlobservability.monitoring;

import io.github.djlobservability.governor.Thinning;
import io.github.djlobservability.model.ModelStatistics;
import io.github.djlobservability.model.Outcome;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Payload;

/**
 * Chooses which of a model's requests are compared with its reference, and tells drift how many are
 * not. One worker owns it; {@link #choose} and {@link #refused} are for any thread.
 */
final class RequestChooser {
  private final Thinning thinning;
  private final ModelStatistics requests;

  /** Whether requests are chosen: drift looks at them. */
  private volatile boolean thins;

  /** Says what parts need to know of those that are left out. */
  private volatile Part.Need needed = Part.Need.NOTHING;

  /** The failed requests that drift was told of, or that came before this. */
  private long failedSettled;

  /**
   * @param thinning says which there is time for
   * @param requests those to the model; the failed ones of before are not told
   */
  RequestChooser(Thinning thinning, ModelStatistics requests) {
    this.thinning = thinning;
    this.requests = requests;
    this.failedSettled = failedRequests();
  }

  /**
   * Chooses whether a request is compared, on the thread that brings it: one that nobody needs
   * takes no other thread's time.
   */
  RequestChoice choose(Observation observation) {
    boolean chosen =
        !thins
            || observation.completion().isFailed()
            || observation.input() == Payload.DOCTOR
            || thinning.keeps();
    if (chosen) {
      thinning.waits();
      return RequestChoice.COMPARED;
    }
    Part.Need need = needed;
    if (need == Part.Need.ITEMS) {
      return RequestChoice.READ;
    }
    thinning.leavesOut(observation.input().heldBytes());
    return need == Part.Need.NOTHING ? RequestChoice.DROPPED : RequestChoice.LEFT_OUT;
  }

  /** Takes note that a request is refused that was not to be dropped. */
  void refused(Observation observation, RequestChoice choice) {
    switch (choice) {
      case COMPARED -> thinning.waitsNoMore();
      case READ -> thinning.leavesOut(observation.input().heldBytes());
      case LEFT_OUT, DROPPED -> {}
    }
  }

  /** Lets another have a request that was chosen here. */
  void handOn(RequestChoice choice, RequestChooser owner) {
    if (choice == RequestChoice.COMPARED) {
      thinning.waitsNoMore();
      owner.thinning.waits();
    }
  }

  /**
   * Chooses the next ones by what parts need now.
   *
   * @param need what they need to know of requests that are left out
   * @param compared whether drift looks at requests
   */
  void chooseBy(Part.Need need, boolean compared) {
    needed = need;
    thins = compared;
  }

  /** Returns whether a request counts among those that drift could have compared. */
  boolean counts(Observation observation) {
    return thins && observation.input() != Payload.DOCTOR;
  }

  /** Tells drift of the requests that were left out, and of those that failed. */
  void settle(DriftWatch drift) {
    if (thinning.hasLeftOut()) {
      drift.leftOut(thinning.leftOutItems(), thinning.isExact());
    }
    long failed = failedRequests();
    if (thins && failed > failedSettled) {
      drift.failed(failed - failedSettled);
    }
    failedSettled = failed;
  }

  /** Returns whether requests were left out or failed that drift wasn't told of. */
  boolean isUnsettled() {
    return thinning.hasLeftOut() || failedRequests() > failedSettled;
  }

  /** Returns those whose inputs may be at fault: others were refused, or nobody waited for them. */
  private long failedRequests() {
    return requests.requests(Outcome.BACKEND) + requests.requests(Outcome.CLIENT);
  }
}
