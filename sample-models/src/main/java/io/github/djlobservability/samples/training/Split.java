package io.github.djlobservability.samples.training;

import java.util.ArrayList;
import java.util.List;

/**
 * The reference rows in two parts.
 *
 * @param training what the model learns from
 * @param heldOut what it never sees, to measure it with
 */
record Split(List<LabelledRow> training, List<LabelledRow> heldOut) {

  private static final int HELD_OUT_EVERY = 3;

  Split {
    training = List.copyOf(training);
    heldOut = List.copyOf(heldOut);
  }

  /** Holds out every third row. */
  static Split of(List<LabelledRow> rows) {
    List<LabelledRow> training = new ArrayList<>();
    List<LabelledRow> heldOut = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      boolean held = i % HELD_OUT_EVERY == HELD_OUT_EVERY - 1;
      (held ? heldOut : training).add(rows.get(i));
    }
    return new Split(training, heldOut);
  }
}
