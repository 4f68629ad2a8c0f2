package io.github.djlobservability.drift.reference;

/**
 * Something of a model that is not watched, because its reference has too little of it.
 *
 * @param name of a feature, or of a check of whole rows
 * @param reason of what there is too little
 * @param sentence what is not watched, why, and what it would take
 */
public record NotWatched(String name, Reason reason, String sentence) {

  /** Names the thing that a reference has too little of. */
  public enum Reason {
    /** Rows, for the number of inputs, for correlations, or for a long tail of categories. */
    FEW_ROWS,
    /** Numeric inputs: one alone hangs together with nothing. */
    FEW_NUMBERS,
    /** Rows that follow each other, where they depend on their neighbours in time. */
    ROWS_WITH_GAPS,
    /** Room: more inputs than whole rows are made of. */
    MANY_NUMBERS,
    /** Values of one feature. */
    FEW_VALUES
  }
}
