package io.github.djlobservability.load;

import io.github.djlobservability.model.ObjectiveCounts;
import io.github.djlobservability.model.ServedModel;
import java.util.ArrayList;
import java.util.List;

/** Watches the objectives of one model. Owned by one thread, but for the reports it returns. */
final class ObjectiveWatch {
  private final List<Watched> objectives = new ArrayList<>();

  ObjectiveWatch(ServedModel model, long nanos) {
    for (Objective objective : Objective.of(model)) {
      objectives.add(new Watched(objective, nanos));
    }
  }

  /**
   * Takes in what happened since the last time.
   *
   * @param listener told of every change of status
   * @return how each objective is kept
   */
  List<ObjectiveReport> update(ServedModel model, long nanos, Listener listener) {
    ObjectiveCounts.Totals totals = model.statistics().objectives().totals();
    List<ObjectiveReport> reports = new ArrayList<>();
    for (Watched watched : objectives) {
      BurnStatus previous = watched.budget.status();
      ObjectiveReport report = watched.update(totals, nanos);
      reports.add(report);
      if (report.status() != previous) {
        listener.changed(model, report, previous);
      }
    }
    return List.copyOf(reports);
  }

  /** Told of changes of status. */
  @FunctionalInterface
  interface Listener {
    void changed(ServedModel model, ObjectiveReport report, BurnStatus previous);
  }

  private static final class Watched {
    private final Objective objective;
    private final ErrorBudget budget;

    /** Requests before the first look count, too: a model may fail from the start. */
    private ObjectiveCounts.Totals last = ObjectiveCounts.Totals.NONE;

    Watched(Objective objective, long nanos) {
      this.objective = objective;
      this.budget = new ErrorBudget(objective.share(), nanos);
    }

    ObjectiveReport update(ObjectiveCounts.Totals now, long nanos) {
      long total = total(now) - total(last);
      long bad = bad(now) - bad(last);
      last = now;
      BurnStatus status = budget.update(nanos, total, bad);
      return new ObjectiveReport(
          objective.name(),
          objective.target(),
          status,
          total(now),
          bad(now),
          budget.burnRates(nanos),
          budget.budgetLeft(nanos));
    }

    private long total(ObjectiveCounts.Totals totals) {
      return objective.total().applyAsLong(totals);
    }

    private long bad(ObjectiveCounts.Totals totals) {
      return objective.bad().applyAsLong(totals);
    }
  }
}
