package io.github.djlobservability.drift.reference.profiled;

import io.github.djlobservability.profile.LeftOut;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something of a model that is not watched, because its reference has too little of it, or nothing
 * to compare it with.
 *
 * @param name of a feature, or of a check of whole rows
 * @param reason of what there is too little
 * @param sentence what is not watched, why, and what it would take
 */
public record NotWatched(String name, Reason reason, String sentence) {

  /**
   * Returns what is not watched of a feature where a reference keeps fewer values than it takes.
   *
   * @param what of it; the feature as a whole if that is empty
   * @param values what is too few
   * @return null where there are enough
   */
  static @Nullable NotWatched ofFew(
      String feature, String what, long kept, int wanted, String values) {
    if (kept >= wanted) {
      return null;
    }
    String sentence =
        String.format(
            Locale.ROOT,
            "%s%s not watched: it takes a reference with %d %s, and this one keeps %d",
            feature,
            what.isEmpty() ? " is" : ": " + what,
            wanted,
            values,
            kept);
    return new NotWatched(feature, Reason.FEW_VALUES, sentence);
  }

  /** Returns what is not watched because the reference has hashes that are of another key. */
  static NotWatched ofOtherKey(String feature) {
    String sentence = feature + " is not watched: " + LeftOut.OTHER_KEY.words();
    return new NotWatched(feature, Reason.OTHER_KEY, sentence);
  }

  /** Names the thing that a reference has too little of, or what is wrong with it. */
  public enum Reason {
    /** Rows, for the number of inputs, for correlations, or for a long tail of categories. */
    FEW_ROWS,
    /** Numeric inputs: one alone hangs together with nothing. */
    FEW_NUMBERS,
    /** Rows that follow each other, where they depend on their neighbours in time. */
    ROWS_WITH_GAPS,
    /** Room: more inputs than whole rows are made of. */
    MANY_NUMBERS,
    /** Values of some inputs: rows that lack one are not whole. */
    MANY_MISSING,
    /** Values of one feature. */
    FEW_VALUES,
    /** Categories as they come: it has hashes that are of another key. */
    OTHER_KEY
  }
}
