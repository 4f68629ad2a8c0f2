package io.github.djlobservability.samples.training;

import io.github.djlobservability.samples.employment.CensusRow;

/**
 * One person whose answer is known.
 *
 * @param row the model's input
 * @param employed 1 if the person was employed, else 0
 */
record LabelledRow(CensusRow row, int employed) {

  LabelledRow {
    if (employed != 0 && employed != 1) {
      throw new IllegalArgumentException("employed: expected 0 or 1, got " + employed + ".");
    }
  }
}
