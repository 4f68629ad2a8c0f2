package io.github.djlobservability.upkeep;

import io.github.djlobservability.drift.Check;
import io.github.djlobservability.drift.cause.LikelyCause;
import io.github.djlobservability.drift.reference.DriftKind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A feature that differs from the reference for sure, and isn't muted.
 *
 * @param subject its name for people
 * @param checks those that say so
 * @param kinds what of it has drifted
 * @param change how it differs: {@code mean 26.2 -> 30.4}
 * @param worse of errors whether they have become more; true of everything else
 * @param scaled that its values are a number of times as large, in words; null where they aren't
 * @param since when that began, in ISO 8601; null where it can't be told
 * @param cause what the change looks like; null where nothing tells
 */
public record ChangedFeature(
    String subject,
    Set<Check> checks,
    Set<DriftKind> kinds,
    String change,
    boolean worse,
    @Nullable String scaled,
    @Nullable String since,
    @Nullable String cause) {

  /** Copies the sets. */
  public ChangedFeature {
    checks = Set.copyOf(checks);
    kinds = Set.copyOf(kinds);
  }

  boolean is(DriftKind kind) {
    return kinds.contains(kind);
  }

  /** Returns whether its values are not what was meant: that is mended where they come from. */
  boolean isFault() {
    return scaled != null
        || isOfFault()
        || checks.contains(Check.MISSING)
        || checks.contains(Check.WRONG_TYPE);
  }

  /** Returns whether it is missing as the end of a shorter array is. */
  boolean isOfShorterArray() {
    return checks.contains(Check.MISSING) && subject.contains("[");
  }

  /** Returns whether what the change looks like is a fault. */
  boolean isOfFault() {
    return cause != null && LikelyCause.isFault(cause);
  }

  /** Returns whether more values are unlike all that the reference has: right ones or wrong. */
  boolean isUnseen() {
    return !isFault() && is(DriftKind.QUALITY);
  }
}
