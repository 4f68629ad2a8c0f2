package io.github.djlobservability.report;

import io.github.djlobservability.disclosure.HeldValues;
import io.github.djlobservability.profile.Feature;
import io.github.djlobservability.profile.FeatureRole;
import io.github.djlobservability.profile.Provenance;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Row;
import io.github.djlobservability.profile.build.ProfileBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Takes the items that a server has compared for a report, as {@code check} takes the rows of a
 * file. Not thread-safe.
 */
public final class ServedItems {
  private static final long SEED = 42;

  private final ReferenceProfile reference;
  private final ProfileBuilder builder;
  private final RuleCounts rules;

  /**
   * Begins with no items.
   *
   * @param values says which single values may be told; categories are held that way already
   */
  public ServedItems(ReferenceProfile reference, HeldValues values) {
    this.reference = reference;
    this.builder = ProfileBuilder.comparedWith(reference, SEED);
    this.rules = new RuleCounts(reference, values);
  }

  /** Takes an item whose request came at a time. */
  public void add(Row row, long epochMillis) {
    builder.add(row);
    rules.add(row, () -> "first at " + Quantity.minute(Instant.ofEpochMilli(epochMillis)) + " UTC");
  }

  /**
   * Returns all items as the rows of a report. Labels come later and by another way, so they are
   * not compared.
   *
   * @param untold predictions and scores that were found in no response, by their indexes
   */
  public CurrentRows rows(Provenance provenance, BitSet untold, CheckSettings settings) {
    List<CurrentRows.NotCompared> notCompared = new ArrayList<>();
    for (int i = 0; i < reference.schema().size(); i++) {
      Feature feature = reference.schema().feature(i);
      if (feature.role() == FeatureRole.TARGET || untold.get(i)) {
        notCompared.add(new CurrentRows.NotCompared(feature.name(), why(feature)));
      }
    }
    List<String> absent = notCompared.stream().map(CurrentRows.NotCompared::name).toList();
    List<RuleCounts.Finding> findings =
        rules.findings(List.of(), settings).stream()
            .filter(finding -> !absent.contains(finding.feature()))
            .toList();
    return new CurrentRows(builder.build(provenance), findings, absent, notCompared);
  }

  private static String why(Feature feature) {
    return switch (feature.role()) {
      case TARGET -> "labels come later, and quality tells of them";
      case SCORE -> "no score was found in the responses";
      default -> "no prediction was found in the responses";
    };
  }
}
