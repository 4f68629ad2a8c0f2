package io.github.djlobservability.report;

import io.github.djlobservability.profile.ReferenceProfile;
import java.util.List;

/**
 * Rows that were read to be compared with a reference.
 *
 * @param profile of the rows, made to the reference
 * @param findings rules that were broken
 * @param absent features that no column was named after
 */
public record CurrentRows(
    ReferenceProfile profile, List<RuleCounts.Finding> findings, List<String> absent) {}
