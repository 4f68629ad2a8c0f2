package io.github.djlobservability.label.wanted;

import io.github.djlobservability.label.Label;
import io.github.djlobservability.label.Prediction;
import io.github.djlobservability.payload.ClassName;
import org.jspecify.annotations.Nullable;

/**
 * An item that may be worth a label, as it was drawn.
 *
 * @param item its number in the model's stream of items
 * @param epochMillis when its request arrived
 * @param id what a label names it by
 * @param row its place in a request of several items; {@link Label#NO_ROW} where none is needed
 * @param value a {@link Double}, or a class's name; null for a transcript
 * @param score how sure the model was; NaN if it didn't say
 * @param changed whether something differed from the reference when it came
 * @param importance without a change, from 1 to 9
 * @param chance uniform, above 0 and up to 1
 */
public record DrawnItem(
    long item,
    long epochMillis,
    String id,
    int row,
    @Nullable Object value,
    double score,
    boolean changed,
    double importance,
    double chance) {

  /** A tenth of the items being wrong, labels tell most if an item is drawn this much oftener. */
  private static final double OF_ERRORS = 80;

  /** Items since a change are those that most is to be learnt of. */
  private static final double AFTER_CHANGE = 2;

  /** At most: the id, the class's name and the object. */
  static final long BYTES = 1_000;

  /**
   * Draws an item.
   *
   * @param expectedError how probable it is that the prediction is wrong; NaN where nothing tells
   * @return null if no label can name it
   */
  static @Nullable DrawnItem of(
      Prediction prediction, double expectedError, boolean changed, double chance) {
    Prediction.Ids ids = prediction.ids();
    String request = ids.request() == null ? ids.trace() : ids.request();
    String id = ids.key() == null ? request : ids.key();
    if (id == null) {
      return null;
    }
    boolean byKey = ids.key() != null;
    Object value = prediction.value();
    return new DrawnItem(
        prediction.item(),
        prediction.epochMillis(),
        id,
        byKey || ids.rows() == 1 ? Label.NO_ROW : ids.row(),
        value instanceof String name
            ? ClassName.cut(name)
            : value instanceof Double number ? number : null,
        prediction.score(),
        changed,
        expectedError >= 0 && expectedError <= 1 ? Math.sqrt(1 + OF_ERRORS * expectedError) : 1,
        chance);
  }

  /** Returns how much oftener than others it is drawn. */
  double wholeImportance() {
    return changed ? AFTER_CHANGE * importance : importance;
  }

  /** Returns what it is drawn by: the highest are. */
  double priority() {
    return wholeImportance() / chance;
  }

  /**
   * Returns how many items it stands for.
   *
   * @param threshold the highest priority of those that were not drawn
   */
  double weight(double threshold) {
    return Math.max(1, threshold / wholeImportance());
  }

  /** Returns why it was drawn, with priorities above a threshold. */
  Reason reason(double threshold) {
    if (1 / chance > threshold) {
      return Reason.AT_RANDOM;
    }
    return importance / chance > threshold ? Reason.NOT_SURE : Reason.AFTER_CHANGE;
  }

  /** Says why an item was drawn. */
  enum Reason {
    /** It would have been without anything that is known of it. */
    AT_RANDOM,
    /** The model was not sure of it. */
    NOT_SURE,
    /** Something differed from the reference when it came. */
    AFTER_CHANGE
  }
}
