package io.github.djlobservability.history;

import io.github.djlobservability.drift.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A verdict with its incident, and what of it is worth a line.
 *
 * @param verdict as it came, with the number of its incident
 * @param alone whether it is told by itself: it is of an incident of one feature, or the first of
 *     its status
 * @param kept whether it is among the verdicts that are kept: an incident has those of its first
 *     features alone
 * @param summary the incident where it is to be told as a whole now; else null
 */
public record TakenVerdict(
    Verdict verdict, boolean alone, boolean kept, @Nullable ModelIncident summary) {}
