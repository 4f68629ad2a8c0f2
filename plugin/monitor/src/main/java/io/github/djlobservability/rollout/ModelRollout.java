package io.github.djlobservability.rollout;

import io.github.djlobservability.quality.LabelledItem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares the versions of one model with one of them, the baseline. Only items of times in which
 * both serve are compared. It begins anew when the baseline changes, or a version is loaded again.
 * Not thread-safe. Memory: at most {@value #MOST_VERSIONS} versions are compared, 3 MB for each but
 * the baseline.
 */
public final class ModelRollout {
  static final int MOST_VERSIONS = 4;

  private final String model;
  private final RolloutSettings settings;
  private final List<Version> versions = new ArrayList<>();
  private final Map<Version, VersionComparison> candidates = new LinkedHashMap<>();
  private final Map<String, Long> notCompared = new TreeMap<>();
  private @Nullable String asked;
  private @Nullable Version baseline;

  /** Names a version; null for one that has none. */
  private record Version(@Nullable String name) {}

  /** Begins without versions. */
  public ModelRollout(String model, RolloutSettings settings) {
    this.model = model;
    this.settings = settings;
  }

  /**
   * Takes in a version, in the order in which they were registered.
   *
   * @param version null for one that has none
   * @param baseline the version that its settings ask for; null for none
   */
  public void add(@Nullable String version, @Nullable String baseline) {
    Version added = new Version(version);
    versions.remove(added);
    candidates.remove(added);
    versions.add(added);
    asked = baseline == null ? asked : baseline;
    settle(added);
  }

  /** Lets go of a version. */
  public void remove(@Nullable String version) {
    Version gone = new Version(version);
    versions.remove(gone);
    candidates.remove(gone);
    settle(gone);
  }

  private void settle(Version changed) {
    Version wanted = new Version(asked);
    Version next =
        asked != null && versions.contains(wanted)
            ? wanted
            : versions.isEmpty() ? null : versions.get(0);
    if (!Objects.equals(next, baseline) || changed.equals(baseline)) {
      candidates.clear();
      notCompared.clear();
    }
    baseline = next;
    if (next == null) {
      return;
    }
    candidates.remove(next);
    for (Version version : versions) {
      if (!version.equals(next) && candidates.size() < MOST_VERSIONS - 1) {
        candidates.computeIfAbsent(
            version,
            of -> new VersionComparison(new VersionNames(next.name(), of.name()), settings));
      }
    }
  }

  /** Returns the version that the others are compared with; null for one that has no name. */
  public @Nullable String baseline() {
    return baseline == null ? null : baseline.name();
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
        (comparison, ofCandidate) -> {
          comparison.requested(ofCandidate, epochMillis, failed, seconds);
          return true;
        });
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
    compare(
        version,
        (comparison, ofCandidate) -> comparison.predicted(ofCandidate, epochMillis, item, said));
  }

  /** Takes in an item whose label has come, with the id and the row of its request. */
  public void labelled(
      @Nullable String version, @Nullable String request, int row, LabelledItem labelled) {
    Long item = item(request, row);
    compare(version, (comparison, ofCandidate) -> comparison.labelled(ofCandidate, item, labelled));
  }

  /** Erases what waits of requests; what is counted of them names nobody. */
  public void erase(Collection<String> requests) {
    for (String request : requests) {
      candidates.values().forEach(each -> each.forget(item -> Said.isOf(item, request)));
    }
  }

  private @Nullable Long item(@Nullable String request, int row) {
    if (request == null) {
      count("id");
      return null;
    }
    return Said.item(request, row);
  }

  private void compare(@Nullable String name, Taking taking) {
    Version version = new Version(name);
    boolean sameKind = true;
    if (version.equals(baseline)) {
      for (VersionComparison each : candidates.values()) {
        sameKind &= taking.take(each, false);
      }
    } else {
      VersionComparison comparison = candidates.get(version);
      if (comparison == null) {
        count("versions");
        return;
      }
      sameKind = taking.take(comparison, true);
    }
    if (!sameKind) {
      count("kind");
    }
  }

  /** Counts a request of which nobody can tell which version served it. */
  public void versionUnknown() {
    count("version");
  }

  private void count(String reason) {
    notCompared.merge(reason, 1L, Long::sum);
  }

  /** Takes something in; returns whether it is of the kind of what came before. */
  @FunctionalInterface
  private interface Taking {
    boolean take(VersionComparison comparison, boolean ofCandidate);
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
    if (asked != null && !asked.equals(baseline.name())) {
      notes.add(
          "observability.rollout.baseline: there is no version "
              + asked
              + ", so the one that was registered first is the baseline");
    }
    return new RolloutReport(
        model,
        baseline.name(),
        candidates.values().stream().map(VersionComparison::report).toList(),
        new TreeMap<>(notCompared),
        notes);
  }
}
