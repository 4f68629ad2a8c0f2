package io.github.djlobservability.rollout;

import io.github.djlobservability.quality.PredictionKind;
import io.github.djlobservability.quality.measure.LabelledItem;
import io.github.djlobservability.rollout.LoadedVersions.Loaded;
import io.github.djlobservability.rollout.LoadedVersions.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares the versions of one model with one of them, the baseline: the one that is asked for,
 * else the oldest. Only items of times in which both serve are compared. It begins anew when the
 * baseline changes, or a version is loaded again. Not thread-safe. Memory: at most {@value
 * #MOST_VERSIONS} versions are compared, 3 MB for each but the baseline.
 */
public final class ModelRollout {
  static final int MOST_VERSIONS = 4;

  private final String model;
  private final LoadedVersions versions = new LoadedVersions();
  private final Map<Version, VersionComparison> candidates = new LinkedHashMap<>();

  /** Holds what references say that predictions are, the newest last. */
  private final Map<Version, PredictionKind> kinds = new LinkedHashMap<>();

  private final Map<String, Long> notCompared = new TreeMap<>();
  private @Nullable Version baseline;

  /** Holds the one that others were compared with last. */
  private @Nullable Version comparedWith;

  private @Nullable String baselineChange;

  /** Begins without versions. */
  public ModelRollout(String model) {
    this.model = model;
  }

  /**
   * Takes in a version that was loaded, for the first time or again.
   *
   * @param version null for one that has none
   * @param settings its own; those of the baseline count
   * @param nowMillis in milliseconds of the epoch; what is of before is of a version that had its
   *     name, and is left out
   */
  public void add(@Nullable String version, RolloutSettings settings, long nowMillis) {
    Version added = new Version(version);
    versions.add(added, new Loaded(settings, nowMillis));
    settle(added, nowMillis);
  }

  /** Lets go of a version. */
  public void remove(@Nullable String version, long nowMillis) {
    Version gone = new Version(version);
    versions.remove(gone);
    kinds.remove(gone);
    settle(gone, nowMillis);
  }

  private void settle(Version changed, long nowMillis) {
    Version next = versions.baseline();
    candidates.remove(changed);
    if (!Objects.equals(next, baseline) || changed.equals(baseline)) {
      candidates.clear();
      notCompared.clear();
    }
    baseline = next;
    if (next == null) {
      return;
    }
    for (Version version : versions.oldestFirst()) {
      if (!version.equals(next) && candidates.size() < MOST_VERSIONS - 1) {
        candidates.computeIfAbsent(version, of -> comparison(next, of));
      }
    }
    if (isOn()) {
      if (comparedWith != null && !comparedWith.equals(next)) {
        baselineChange =
            "The baseline is %s since %s; it was %s before."
                .formatted(
                    VersionNames.named(next.name()),
                    Instant.ofEpochMilli(nowMillis),
                    VersionNames.named(comparedWith.name()));
      }
      comparedWith = next;
    }
  }

  private VersionComparison comparison(Version first, Version second) {
    Loaded one = versions.get(first);
    Loaded other = versions.get(second);
    return new VersionComparison(
        new VersionNames(first.name(), second.name()),
        one.settings(),
        Math.max(one.epochMillis(), other.epochMillis()));
  }

  /** Returns the version that the others are compared with; null for one that has no name. */
  public @Nullable String baseline() {
    return baseline == null ? null : baseline.name();
  }

  /** Says when others were compared with another version than before; null if they never were. */
  public @Nullable String baselineChange() {
    return baselineChange;
  }

  /** Returns whether there are no versions left. */
  public boolean isEmpty() {
    return versions.isEmpty();
  }

  /** Returns whether there is anything to compare. */
  public boolean isOn() {
    return !candidates.isEmpty();
  }

  /**
   * Takes in a request that is over.
   *
   * @param epochMillis when it arrived
   * @param failed whether the server or the model failed it
   * @param seconds that it took
   */
  public void requested(
      @Nullable String version, long epochMillis, boolean failed, double seconds) {
    compare(
        version,
        (comparison, ofCandidate) ->
            comparison.requested(ofCandidate, epochMillis, failed, seconds));
  }

  /**
   * Takes in a prediction.
   *
   * @param epochMillis when its request arrived
   * @param request its id, by which the other version's finds it; null without one
   * @param row its place in the request, from 0
   */
  public void predicted(
      @Nullable String version, long epochMillis, @Nullable String request, int row, Said said) {
    Long item = item(request, row);
    boolean taken =
        compare(
            version,
            (comparison, ofCandidate) ->
                comparison.predicted(ofCandidate, epochMillis, item, said));
    if (taken && item == null) {
      count("id");
    }
  }

  /** Takes in an item whose label has come, with the id and the row of its request. */
  public void labelled(
      @Nullable String version, @Nullable String request, int row, LabelledItem labelled) {
    Long item = item(request, row);
    boolean taken =
        compare(
            version, (comparison, ofCandidate) -> comparison.labelled(ofCandidate, item, labelled));
    if (taken && item == null) {
      count("id");
    }
  }

  private static @Nullable Long item(@Nullable String request, int row) {
    return request == null ? null : Said.item(request, row);
  }

  /** Returns whether any comparison took it in. */
  private boolean compare(@Nullable String name, Taking taking) {
    Version version = new Version(name);
    if (version.equals(baseline)) {
      boolean taken = false;
      Set<String> reasons = new TreeSet<>();
      for (VersionComparison each : candidates.values()) {
        String reason = taking.take(each, false);
        taken |= reason == null;
        if (reason != null) {
          reasons.add(reason);
        }
      }
      reasons.forEach(this::count);
      return taken;
    }
    VersionComparison comparison = candidates.get(version);
    String reason = comparison == null ? "versions" : taking.take(comparison, true);
    if (reason != null) {
      count(reason);
    }
    return reason == null;
  }

  /** Erases what waits of requests; what is counted of them names nobody. */
  public void erase(Collection<String> requests) {
    for (String request : requests) {
      candidates.values().forEach(each -> each.forget(item -> Said.isOf(item, request)));
    }
  }

  /**
   * Returns what a version's predictions are: as its reference says, else as that of another
   * version says that said something new last; null where none says it. When a reference says
   * something new, what is of another kind is forgotten.
   *
   * @param own what the version's reference says; null where it says nothing
   */
  public @Nullable PredictionKind kind(@Nullable String version, @Nullable PredictionKind own) {
    if (own == null) {
      PredictionKind last = null;
      for (PredictionKind each : kinds.values()) {
        last = each;
      }
      return last;
    }
    Version its = new Version(version);
    // Once for each change, or versions that disagree would have each other forgotten again and
    // again.
    if (kinds.get(its) != own) {
      kinds.remove(its);
      kinds.put(its, own);
      candidates.values().forEach(each -> each.predicts(own));
    }
    return own;
  }

  /** Counts a request of which nobody can tell which version served it. */
  public void versionUnknown() {
    count("version");
  }

  private void count(String reason) {
    notCompared.merge(reason, 1L, Long::sum);
  }

  /** Takes something in; returns the reason why not, or null. */
  @FunctionalInterface
  private interface Taking {
    @Nullable String take(VersionComparison comparison, boolean ofCandidate);
  }

  /** Returns roughly how many bytes it holds. */
  public long bytes() {
    long bytes = 0;
    for (VersionComparison each : candidates.values()) {
      bytes += each.bytes();
    }
    return bytes;
  }

  /** Keeps no more of what waits for its other half than fits into some bytes. */
  public void shrink(long bytes) {
    for (VersionComparison each : candidates.values()) {
      each.shrink(bytes / candidates.size());
    }
  }

  /** Returns how the versions compare; null where there are not two. */
  public @Nullable RolloutReport report() {
    if (baseline == null || candidates.isEmpty()) {
      return null;
    }
    List<String> notes = new ArrayList<>();
    if (baselineChange != null) {
      notes.add(baselineChange);
    }
    notes.addAll(versions.notes(baseline, candidates.keySet()));
    return new RolloutReport(
        model,
        baseline.name(),
        candidates.values().stream().map(VersionComparison::report).toList(),
        new TreeMap<>(notCompared),
        notes);
  }
}
