package io.github.djlobservability.rollout;

import io.github.djlobservability.report.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Knows the versions of a model that serve, and which the others are compared with. */
final class LoadedVersions {
  private static final int MOST_KNOWN = 50;

  /** In the order in which they were loaded last. */
  private final Map<Version, Loaded> loaded = new LinkedHashMap<>();

  /** These and some that are gone, the oldest first: one that is loaded again keeps its place. */
  private final Set<Version> known = new LinkedHashSet<>();

  /** Names a version; null for one that has no name. */
  record Version(@Nullable String name) {}

  /** How a version was loaded, and when. */
  record Loaded(RolloutSettings settings, long epochMillis) {}

  void add(Version version, Loaded how) {
    known.add(version);
    loaded.remove(version);
    loaded.put(version, how);
    Iterator<Version> oldest = known.iterator();
    while (known.size() > MOST_KNOWN && oldest.hasNext()) {
      if (!loaded.containsKey(oldest.next())) {
        oldest.remove();
      }
    }
  }

  void remove(Version version) {
    loaded.remove(version);
  }

  boolean isEmpty() {
    return loaded.isEmpty();
  }

  /** Returns how one that serves was loaded. */
  Loaded get(Version version) {
    return Objects.requireNonNull(loaded.get(version));
  }

  /** Returns those that serve, the oldest first. */
  List<Version> oldestFirst() {
    return known.stream().filter(loaded::containsKey).toList();
  }

  /** Returns the one that is asked for if it serves, else the oldest that does. */
  @Nullable Version baseline() {
    String asked = asked();
    Version wanted = new Version(asked);
    List<Version> serving = oldestFirst();
    return asked != null && serving.contains(wanted)
        ? wanted
        : serving.isEmpty() ? null : serving.get(0);
  }

  /** Returns what the one that was loaded last asks for, of those that ask for any. */
  private @Nullable String asked() {
    String asked = null;
    for (Loaded version : loaded.values()) {
      asked = version.settings().baseline() == null ? asked : version.settings().baseline();
    }
    return asked;
  }

  /**
   * Says where settings ask for something else than what is done, and what is left out.
   *
   * @param compared those that are compared with the baseline
   */
  List<String> notes(Version baseline, Collection<Version> compared) {
    List<String> notes = new ArrayList<>();
    String asked = asked();
    if (asked != null && !asked.equals(baseline.name())) {
      notes.add(
          "observability.rollout.baseline: there is no version %s, so the oldest is the baseline."
              .formatted(asked));
    }
    String otherwise =
        names(
            version -> {
              String wanted = get(version).settings().baseline();
              return wanted != null && !wanted.equals(asked);
            });
    if (!otherwise.isEmpty()) {
      notes.add(
          "observability.rollout.baseline: that of the version loaded last counts, not that of %s."
              .formatted(otherwise));
    }
    double tolerance = get(baseline).settings().tolerance();
    String others =
        names(
            version ->
                compared.contains(version) && get(version).settings().tolerance() != tolerance);
    if (!others.isEmpty()) {
      notes.add(
          "observability.rollout.tolerance: the baseline's %s counts, not that of %s."
              .formatted(Words.percent(tolerance), others));
    }
    String left = names(version -> !version.equals(baseline) && !compared.contains(version));
    if (!left.isEmpty()) {
      notes.add(
          "At most %d versions are compared. Left out: %s."
              .formatted(ModelRollout.MOST_VERSIONS, left));
    }
    return notes;
  }

  private String names(Predicate<Version> which) {
    return Words.names(
        oldestFirst().stream()
            .filter(which)
            .map(version -> VersionNames.named(version.name()))
            .toList(),
        ", ");
  }
}
