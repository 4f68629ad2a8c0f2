package io.github.djlobservability.drift;

import io.github.djlobservability.drift.cause.CauseFinder;
import io.github.djlobservability.drift.cause.LikelyCause;
import io.github.djlobservability.drift.chart.ChangePoint;
import io.github.djlobservability.state.StateFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Puts what a check says into the model's words: with times, ids and the other features. */
final class Verdicts {

  private static final int MOST_CONTRIBUTIONS = 10;

  private final List<FeatureMonitor> features;
  private final RecentItems recent;
  private final CauseFinder causes;

  /** The last verdict that a cause was told with, by field, while it holds. */
  private final Map<String, Verdict> named = new HashMap<>();

  Verdicts(List<FeatureMonitor> features, RecentItems recent, CauseFinder causes) {
    this.features = features;
    this.causes = causes;
    this.recent = recent;
  }

  Verdict of(long item, FeatureMonitor feature, Transition transition) {
    ChangePoint change = transition.change();
    Verdict verdict =
        new Verdict(
            item,
            recent.epochMillis(item),
            feature.name(),
            transition.check(),
            transition.kind(),
            transition.previous(),
            transition.status(),
            worst(features),
            transition.shape(),
            change == null ? null : recent.onset(change),
            transition.statistic(),
            transition.threshold(),
            transition.effect(),
            contributions(feature, transition),
            recent.ids(transition.items()),
            null,
            cause(feature, transition),
            transition.incident(),
            0);
    remember(verdict);
    return verdict;
  }

  private void remember(Verdict verdict) {
    String field = causes.field(verdict.feature());
    if (verdict.cause() != null && field != null) {
      named.put(field, verdict);
    } else if (verdict.status() == Status.STABLE) {
      named
          .values()
          .removeIf(
              last -> last.feature().equals(verdict.feature()) && last.check() == verdict.check());
    }
  }

  /** Tells verdicts again whose cause is another one, now that there are more items. */
  List<Verdict> again(long item, List<Verdict> before) {
    if (named.isEmpty()) {
      return before;
    }
    List<Verdict> renamed = new ArrayList<>();
    causes.again(
        (field, cause) -> {
          Verdict last = named.get(field);
          if (last != null) {
            renamed.add(last.named(cause, item, recent.epochMillis(item)));
          }
        });
    if (renamed.isEmpty()) {
      return before;
    }
    renamed.addAll(0, before);
    return renamed;
  }

  /** Forgets the ids of items that are erased. */
  void forget(Predicate<String> ids) {
    named.replaceAll((field, verdict) -> verdict.without(ids));
  }

  /** Writes what is needed to tell a change again whose cause turns out to be another one. */
  void write(DataOutput out) throws IOException {
    causes.write(out);
    out.writeInt(named.size());
    for (Map.Entry<String, Verdict> entry : named.entrySet()) {
      out.writeUTF(VerdictFormat.cut(entry.getKey()));
      VerdictFormat.write(out, entry.getValue());
    }
  }

  void read(DataInput in) throws IOException {
    causes.read(in);
    named.clear();
    for (int left = StateFormat.size(in, 0, CauseFinder.MAX_FIELDS); left > 0; left--) {
      named.put(in.readUTF(), VerdictFormat.read(in));
    }
  }

  private @Nullable LikelyCause cause(FeatureMonitor feature, Transition transition) {
    ChangePoint change = transition.change();
    return transition.status() == Status.DRIFT && change != null
        ? causes.find(feature.name(), change.earliest(), change.item(), change.latest())
        : null;
  }

  private List<Contribution> contributions(FeatureMonitor cause, Transition transition) {
    List<Contribution> all = new ArrayList<>();
    double statistic = transition.statistic();
    all.add(new Contribution(cause.name(), statistic, statistic / transition.threshold()));
    for (FeatureMonitor feature : features) {
      if (feature != cause) {
        all.add(feature.evidence());
      }
    }
    all.sort(Comparator.comparingDouble(Contribution::share).reversed());
    double sum = all.stream().mapToDouble(Contribution::share).sum();
    return all.stream().limit(MOST_CONTRIBUTIONS).map(one -> one.of(sum)).toList();
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
