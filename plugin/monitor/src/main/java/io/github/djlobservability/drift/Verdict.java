package io.github.djlobservability.drift;

import io.github.djlobservability.drift.cause.LikelyCause;
import io.github.djlobservability.drift.chart.DriftShape;
import io.github.djlobservability.drift.chart.Effect;
import io.github.djlobservability.drift.incident.Incident;
import io.github.djlobservability.drift.reference.DriftKind;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One change of a check's status, a change in the course of an incident, or the last alarm once
 * more with another shape, when the items of a window after it have shown it.
 *
 * @param item number of the item that caused it, counted from 1
 * @param epochMillis when that item was observed
 * @param feature name of the feature
 * @param check which of its checks
 * @param kind what has drifted; of a recovery, what had
 * @param previousStatus the check's status before
 * @param status the check's status now
 * @param modelStatus the worst status of all checks of the model now
 * @param shape how the change came; null unless {@code status} is DRIFT
 * @param onset when it began; null when {@code status} is STABLE
 * @param statistic logarithm of the evidence against "nothing has changed"
 * @param threshold the statistic from which it is DRIFT
 * @param effect how large it is
 * @param contributions the features with the highest statistics, highest first, at most ten
 * @param itemIds ids of the items that moved the statistic most, strongest first; empty when they
 *     had no ids
 * @param concept what a drift of the labels concerns; null for every other kind
 * @param cause what a drift of recordings looks like; null for everything else
 * @param incident the course of this check; null for what has none, such as a warning
 * @param incidentId number of the model's incident that it belongs to, with all verdicts of the
 *     same change; 0 where that isn't known
 */
public record Verdict(
    long item,
    long epochMillis,
    String feature,
    Check check,
    DriftKind kind,
    Status previousStatus,
    Status status,
    Status modelStatus,
    @Nullable DriftShape shape,
    @Nullable Onset onset,
    double statistic,
    double threshold,
    Effect effect,
    List<Contribution> contributions,
    List<String> itemIds,
    @Nullable ConceptChange concept,
    @Nullable LikelyCause cause,
    @Nullable Incident incident,
    long incidentId) {

  /** Makes one without a likely cause, of no incident. */
  public Verdict(
      long item,
      long epochMillis,
      String feature,
      Check check,
      DriftKind kind,
      Status previousStatus,
      Status status,
      Status modelStatus,
      @Nullable DriftShape shape,
      @Nullable Onset onset,
      double statistic,
      double threshold,
      Effect effect,
      List<Contribution> contributions,
      List<String> itemIds,
      @Nullable ConceptChange concept) {
    this(
        item,
        epochMillis,
        feature,
        check,
        kind,
        previousStatus,
        status,
        modelStatus,
        shape,
        onset,
        statistic,
        threshold,
        effect,
        contributions,
        itemIds,
        concept,
        null,
        null,
        0);
  }

  /** Copies the lists. */
  public Verdict {
    contributions = List.copyOf(contributions);
    itemIds = List.copyOf(itemIds);
  }

  /** Returns this without the ids of items that are erased. */
  public Verdict without(Predicate<String> ids) {
    if (itemIds.stream().noneMatch(ids)) {
      return this;
    }
    Copy copy = new Copy(this);
    copy.itemIds = itemIds.stream().filter(ids.negate()).toList();
    return copy.verdict();
  }

  /** Returns this without figures of the items' values: means, shares, and evidence with such. */
  public Verdict withoutFigures() {
    Copy copy = new Copy(this);
    copy.effect = new Effect("its figures are not shown", Double.NaN, Double.NaN);
    copy.cause =
        cause == null ? null : new LikelyCause(cause.cause(), List.of("figures not shown"));
    return copy.verdict();
  }

  /** Returns this, whose effect says something more. */
  public Verdict saying(String more) {
    Copy copy = new Copy(this);
    copy.effect = effect.saying(more);
    return copy.verdict();
  }

  /** Returns this as one of an incident of the model. */
  public Verdict inIncident(long id) {
    Copy copy = new Copy(this);
    copy.incidentId = id;
    return copy.verdict();
  }

  /** Returns this, of labels, with the numbers of the items whose labels they are. */
  public Verdict of(ConceptChange change, long labelledItem, @Nullable Onset labelledOnset) {
    Copy copy = new Copy(this);
    copy.concept = change;
    copy.item = labelledItem;
    copy.onset = labelledOnset;
    return copy.verdict();
  }

  /** Returns this, whose change looks like something else now that there are more items. */
  Verdict named(LikelyCause other, long now, long nowMillis) {
    Copy copy = new Copy(this);
    copy.item = now;
    copy.epochMillis = nowMillis;
    copy.previousStatus = status;
    copy.cause = other;
    return copy.verdict();
  }

  /** Returns this, of an alarm whose change is like one of before. */
  public Verdict recurring(long now, long nowMillis) {
    Copy copy = new Copy(this);
    copy.item = now;
    copy.epochMillis = nowMillis;
    copy.previousStatus = status;
    copy.shape = DriftShape.RECURRING;
    return copy.verdict();
  }

  /** A verdict that differs in some of its values. */
  private static final class Copy {
    private final Verdict from;
    private long item;
    private long epochMillis;
    private Status previousStatus;
    private @Nullable DriftShape shape;
    private @Nullable Onset onset;
    private Effect effect;
    private List<String> itemIds;
    private @Nullable ConceptChange concept;
    private @Nullable LikelyCause cause;
    private long incidentId;

    Copy(Verdict from) {
      this.from = from;
      item = from.item;
      epochMillis = from.epochMillis;
      previousStatus = from.previousStatus;
      shape = from.shape;
      onset = from.onset;
      effect = from.effect;
      itemIds = from.itemIds;
      concept = from.concept;
      cause = from.cause;
      incidentId = from.incidentId;
    }

    Verdict verdict() {
      return new Verdict(
          item,
          epochMillis,
          from.feature,
          from.check,
          from.kind,
          previousStatus,
          from.status,
          from.modelStatus,
          shape,
          onset,
          from.statistic,
          from.threshold,
          effect,
          from.contributions,
          itemIds,
          concept,
          cause,
          from.incident,
          incidentId);
    }
  }
}
