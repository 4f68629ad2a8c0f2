package io.github.djlobservability.report;

import io.github.djlobservability.profile.ReferenceProfile;
import java.util.List;

/**
 * Rows that were read to be compared with a reference.
 *
 * @param profile of the rows, made to the reference
 * @param findings rules that were broken
 * @param absent features that no column was named after
 * @param notCompared what the rows lack as a whole, where that is no fault
 */
public record CurrentRows(
    ReferenceProfile profile,
    List<RuleCounts.Finding> findings,
    List<String> absent,
    List<NotCompared> notCompared) {

  /**
   * Something that a report does not compare.
   *
   * @param name of a feature, or of a comparison of whole rows
   * @param why it isn't
   */
  public record NotCompared(String name, String why) {

    /** Says so in a sentence. */
    public String sentence() {
      return name + " is not compared: " + why;
    }
  }
}
