package io.github.djlobservability.cli;

import io.github.djlobservability.cli.terminal.UsageException;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.drift.reference.DriftKind;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.Row;
import io.github.djlobservability.profile.Schema;
import io.github.djlobservability.quality.LabelledRows;
import io.github.djlobservability.quality.ModelQuality;
import io.github.djlobservability.quality.QualityReport;
import io.github.djlobservability.quality.measure.LabelledItem;
import io.github.djlobservability.quality.measure.PredictedItem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells of each row at once, and of its label a number of rows later. Not thread-safe. */
final class DelayedLabels {

  private final LabelledRows rows;
  private final ModelQuality quality;
  private final long delay;
  private final Deque<LabelledItem> waiting = new ArrayDeque<>();

  DelayedLabels(LabelOptions options, ReferenceProfile reference) {
    Schema schema = reference.schema();
    rows = new LabelledRows(schema, options.settings().segments());
    if (!rows.hasPrediction() || !rows.hasTarget()) {
      throw new UsageException(
          "labels need a reference with a prediction and a target (--prediction, --target)");
    }
    String column = options.column();
    if (column != null && schema.indexOf(column) != rows.targetIndex()) {
      throw new UsageException("the reference's target is not " + column);
    }
    for (String segment : options.settings().segments()) {
      if (schema.indexOf(segment) < 0) {
        throw new UsageException("the reference has no column " + segment);
      }
    }
    quality = new ModelQuality(options.settings(), reference);
    delay = options.delay();
  }

  /** Takes in the next row; returns the verdicts of the labels that are due. */
  List<Verdict> add(long number, Row row, Set<DriftKind> drifting) {
    PredictedItem predicted = rows.predicted(number, number, row);
    if (predicted != null) {
      quality.predicted(predicted);
    }
    LabelledItem labelled = rows.labelled(number, number, number + delay, row);
    if (labelled != null) {
      waiting.add(labelled);
    }
    return release(number, drifting);
  }

  /** Returns the labels of the last rows, which come after all rows. */
  List<Verdict> end(Set<DriftKind> drifting) {
    return release(Long.MAX_VALUE, drifting);
  }

  private List<Verdict> release(long now, Set<DriftKind> drifting) {
    List<Verdict> verdicts = new ArrayList<>();
    @Nullable LabelledItem next = waiting.peek();
    while (next != null && next.labelledAtMillis() <= now) {
      waiting.remove();
      verdicts.addAll(quality.accept(next, drifting).verdicts());
      next = waiting.peek();
    }
    return verdicts;
  }

  QualityReport report() {
    return quality.report();
  }
}
