package io.github.djlobservability.console.overview;

import io.github.djlobservability.config.FeedbackSetting;
import io.github.djlobservability.drift.Check;
import io.github.djlobservability.drift.FeatureEvaluation;
import io.github.djlobservability.drift.ModelEvaluation;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.chart.Effect;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.history.OpenChange;
import io.github.djlobservability.model.Trend;
import io.github.djlobservability.monitoring.WatchReport;
import io.github.djlobservability.monitoring.comparison.CoverageReport;
import io.github.djlobservability.payload.document.NotRead;
import io.github.djlobservability.quality.QualityReport;
import io.github.djlobservability.report.Words;
import io.github.djlobservability.rollout.RolloutReport;
import io.github.djlobservability.upkeep.Advice;
import io.github.djlobservability.upkeep.Advisor;
import io.github.djlobservability.upkeep.ChangedFeature;
import io.github.djlobservability.upkeep.ModelState;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks for an advice on a model with all that is known of it. */
final class WhatToDo {
  private final ModelSnapshot model;
  private final WatchReport drift;

  private WhatToDo(ModelSnapshot model, WatchReport drift) {
    this.model = model;
    this.drift = drift;
  }

  /**
   * Returns what to do about a model, the most urgent first; nothing while a reference is taken.
   *
   * @param changes what differs at the moment, the worst first
   */
  static List<Advice> of(ModelSnapshot model, List<Change> changes) {
    WatchReport drift = model.drift();
    boolean taking = drift != null && drift.capture() != null;
    return drift == null || taking ? List.of() : new WhatToDo(model, drift).advice(changes);
  }

  /** Says of how many items an advice is, or that there is none; null where nothing is compared. */
  static @Nullable String basis(ModelSnapshot model) {
    WatchReport drift = model.drift();
    return drift == null || drift.reference() == null || drift.capture() != null
        ? null
        : basis(drift.coverage());
  }

  static String basis(CoverageReport coverage) {
    long seen = coverage.seen();
    long compared = coverage.whole();
    if (seen == 0) {
      return "No item has come yet.";
    }
    if (compared == seen) {
      return "All " + Words.count(seen) + " items that came were compared.";
    }
    return "Of "
        + (coverage.estimated() > 0 ? "about " : "")
        + Words.count(seen)
        + " items that came "
        + Words.count(compared)
        + " ("
        + Words.percent((double) compared / seen)
        + ") were compared whole"
        + (coverage.lost() == 0 ? ", a fair sample" : "")
        + ". What few items have may not be seen yet.";
  }

  private List<Advice> advice(List<Change> changes) {
    List<ChangedFeature> changed = new ArrayList<>();
    String misfit = null;
    for (Change change : changes) {
      if (change.status() != Status.DRIFT || change.mutedUntil() != null) {
        continue;
      }
      FeatureEvaluation feature = evaluation(change.feature());
      if (feature == null) {
        misfit = change.change();
      } else {
        changed.add(changed(change, feature));
      }
    }
    WatchReport.Reference reference = drift.reference();
    CoverageReport coverage = drift.coverage();
    long failed = coverage.failed();
    ModelState state =
        new ModelState(
            model.load() == null ? 0 : model.load().failedForGood(),
            reference == null ? null : reference.createdAt(),
            drift.referenceProblem(),
            changed,
            misfit,
            model.quality(),
            model.model().settings().get(FeedbackSetting.FEEDBACK),
            coverage.seen(),
            // Once none fails any more nobody has to find out why.
            Trend.anyFails(model.trend()) ? failed : 0,
            coverage.lost() - failed,
            lostReason(coverage),
            worseVersion());
    return Advisor.of(state, below -> ModelLinks.address(model.id(), below));
  }

  private @Nullable String lostReason(CoverageReport coverage) {
    return NotLookedInto.of(model.id().toString(), coverage).stream()
        .map(Overview.LeftOut::reason)
        .filter(reason -> !reason.equals(NotLookedInto.words(NotRead.FAILED)))
        .findFirst()
        .orElse(null);
  }

  private @Nullable String worseVersion() {
    RolloutReport rollout = model.rollout();
    return rollout == null
        ? null
        : rollout.candidates().stream()
            .filter(candidate -> candidate.advice() == RolloutReport.Advice.STOP)
            .map(RolloutReport.Candidate::reason)
            .findFirst()
            .orElse(null);
  }

  /** Returns how a feature stands; null of what is no feature, as what can't be compared. */
  private @Nullable FeatureEvaluation evaluation(String name) {
    QualityReport quality = model.quality();
    return Stream.of(drift.evaluation(), quality == null ? null : quality.concept().evaluation())
        .flatMap(WhatToDo::features)
        .filter(feature -> feature.feature().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static Stream<FeatureEvaluation> features(@Nullable ModelEvaluation evaluation) {
    return evaluation == null ? Stream.empty() : evaluation.features().stream();
  }

  private ChangedFeature changed(Change change, FeatureEvaluation feature) {
    Set<Check> checks = EnumSet.noneOf(Check.class);
    Set<DriftKind> kinds = EnumSet.noneOf(DriftKind.class);
    for (FeatureEvaluation.CheckEvaluation check : feature.checks()) {
      if (check.status() == Status.DRIFT) {
        checks.add(check.check());
        kinds.add(check.kind());
      }
    }
    OpenChange open = model.history().open().get(change.feature());
    if (open != null) {
      kinds.add(open.feature().kind());
    }
    boolean input = kinds.contains(DriftKind.DATA) || kinds.contains(DriftKind.SKEW);
    boolean plain = change.subject().equals(change.feature());
    return new ChangedFeature(
        plain ? "`" + change.subject() + "`" : change.subject(),
        checks,
        kinds,
        change.change(),
        !Changes.isFewerErrors(feature.effect()),
        input ? Effect.scaled(change.change()) : null,
        change.since(),
        change.cause());
  }
}
