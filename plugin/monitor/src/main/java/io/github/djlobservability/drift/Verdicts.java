package io.github.djlobservability.drift;

import io.github.djlobservability.drift.cause.CauseFinder;
import io.github.djlobservability.drift.cause.LikelyCause;
import io.github.djlobservability.drift.chart.ChangePoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts what a check says into the model's words: with times, ids and the other features. */
final class Verdicts {

  private static final int MOST_CONTRIBUTIONS = 10;

  private final List<FeatureMonitor> features;
  private final RecentItems recent;
  private final CauseFinder causes;

  Verdicts(List<FeatureMonitor> features, RecentItems recent, CauseFinder causes) {
    this.features = features;
    this.causes = causes;
    this.recent = recent;
  }

  Verdict of(long item, FeatureMonitor feature, Transition transition) {
    ChangePoint change = transition.change();
    return new Verdict(
        item,
        recent.epochMillis(item),
        feature.name(),
        transition.check(),
        transition.kind(),
        transition.previous(),
        transition.status(),
        worst(features),
        transition.shape(),
        change == null ? null : onset(change),
        transition.statistic(),
        transition.threshold(),
        transition.effect(),
        contributions(feature, transition),
        recent.ids(transition.items()),
        null,
        cause(feature, transition),
        transition.incident());
  }

  private @Nullable LikelyCause cause(FeatureMonitor feature, Transition transition) {
    ChangePoint change = transition.change();
    return transition.status() == Status.DRIFT && change != null
        ? causes.find(feature.name(), change.item())
        : null;
  }

  private Onset onset(ChangePoint change) {
    long when = recent.epochMillis(change.item());
    return new Onset(change.item(), change.earliest(), change.latest(), when);
  }

  private List<Contribution> contributions(FeatureMonitor cause, Transition transition) {
    List<Contribution> all = new ArrayList<>();
    double statistic = transition.statistic();
    all.add(new Contribution(cause.name(), statistic, statistic / transition.threshold()));
    for (FeatureMonitor feature : features) {
      if (feature != cause) {
        all.add(feature.contribution());
      }
    }
    all.sort(Comparator.comparingDouble(Contribution::share).reversed());
    return all.subList(0, Math.min(all.size(), MOST_CONTRIBUTIONS));
  }

  /** Returns the worst status of all. */
  static Status worst(List<FeatureMonitor> features) {
    Status worst = Status.WARMING_UP;
    for (FeatureMonitor feature : features) {
      Status status = feature.status();
      worst = status.compareTo(worst) > 0 ? status : worst;
    }
    return worst;
  }
}
