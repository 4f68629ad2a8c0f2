package io.github.djlobservability.console.overview;

import io.github.djlobservability.drift.Status;
import org.jspecify.annotations.Nullable;

/**
 * One thing of a model that differs from its reference at the moment; the fields' names are the
 * JSON's.
 *
 * @param feature its name as the reference has it
 * @param subject the same for people
 * @param status {@code WARNING} or {@code DRIFT}
 * @param change how it differs, such as {@code mean 26.2 -> 30.4}
 * @param since when that began, in ISO 8601; null where it can't be told
 * @param incident number of the incident that it is part of; null where none is known
 * @param cause what the incident looks like; null where nothing tells
 * @param mutedUntil until when it needs nobody's attention, in ISO 8601; null where it does
 */
public record Change(
    String feature,
    String subject,
    Status status,
    String change,
    @Nullable String since,
    @Nullable Long incident,
    @Nullable String cause,
    @Nullable String mutedUntil) {

  /** Returns the same, told in other words. */
  Change saying(String words) {
    return new Change(feature, subject, status, words, since, incident, cause, mutedUntil);
  }

  /** Returns the same, muted. */
  Change mutedUntil(@Nullable String until) {
    return new Change(feature, subject, status, change, since, incident, cause, until);
  }
}
