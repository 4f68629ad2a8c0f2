package io.github.djlobservability.monitoring.comparison;

import io.github.djlobservability.drift.Check;
import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.drift.chart.Effect;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.payload.document.NotRead;
import io.github.djlobservability.payload.document.NotReadException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Notices that requests and reference do not fit together: {@value #ITEMS} requests in a row that
 * have no field of the reference. Then there is nothing to compare, and nothing drifts. Not
 * thread-safe.
 */
final class ConfigurationCheck {
  static final int ITEMS = 30;
  static final String FEATURE = "(inputs)";

  private static final Set<NotRead> REASONS =
      Set.of(NotRead.NO_FIELD, NotRead.POSITIONS, NotRead.PATH);

  private final boolean names;
  private int inARow;
  private boolean failing;

  /**
   * @param names whether a verdict may say what clients call their fields
   */
  ConfigurationCheck(boolean names) {
    this.names = names;
  }

  /** Takes in an item that was not compared; returns a verdict if it is one too many. */
  @Nullable Verdict notCompared(NotReadException why, long item, long epochMillis) {
    if (!REASONS.contains(why.reason()) || failing) {
      return null;
    }
    inARow++;
    failing = inARow >= ITEMS;
    return failing
        ? verdict(item, epochMillis, Status.WARMING_UP, Status.DRIFT, why.sentence(names))
        : null;
  }

  /** Returns whether they don't fit at the moment. */
  boolean isFailing() {
    return failing;
  }

  /** Takes in an item that was compared; returns a verdict if the ones before were not. */
  @Nullable Verdict compared(long item, long epochMillis) {
    inARow = 0;
    if (!failing) {
      return null;
    }
    failing = false;
    return verdict(
        item,
        epochMillis,
        Status.DRIFT,
        Status.STABLE,
        "the requests have fields of the reference again");
  }

  private static Verdict verdict(
      long item, long epochMillis, Status before, Status now, String sentence) {
    return new Verdict(
        item,
        epochMillis,
        FEATURE,
        Check.MISSING,
        DriftKind.CONFIGURATION,
        before,
        now,
        now,
        null,
        null,
        Double.NaN,
        Double.NaN,
        new Effect(sentence, Double.NaN, Double.NaN),
        List.of(),
        List.of(),
        null);
  }
}
