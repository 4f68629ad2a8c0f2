package io.github.djlobservability.report;

import io.github.djlobservability.drift.reference.profiled.TextColumns;
import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.ReferenceProfile;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Figures of texts that are no series of their profiles, as columns.
 *
 * @param columns which there are
 * @param reference of the reference's sample
 * @param current of the current rows' sample
 */
public record TextComparison(
    TextColumns columns, ReferenceProfile reference, ReferenceProfile current) {

  /** Makes the columns; null if there are no such figures. */
  static @Nullable TextComparison of(
      TextColumns columns, ReferenceProfile reference, ReferenceProfile current) {
    ReferenceProfile before = columns.ofReference(reference);
    return before == null
        ? null
        : new TextComparison(columns, before, columns.ofCurrent(before, current));
  }

  /** Returns the text that a column is a figure of. */
  Feature owner(Feature column) {
    return Objects.requireNonNull(columns.owner(column.name()));
  }
}
