package io.github.djlobservability.payload;

import java.util.List;

/**
 * Names the prediction of a reference.
 *
 * @param kind what its predictions are
 * @param classes the names of the classes, in the order in which models count them: by value if all
 *     are numbers, else by the alphabet; empty if they are not classes, or too many
 * @param score whether it has scores
 * @param names of the predictions, in their order
 */
public record ExpectedPrediction(
    Kind kind, List<String> classes, boolean score, List<String> names) {

  /** Expects one prediction, whatever it is called. */
  public ExpectedPrediction(Kind kind, List<String> classes, boolean score) {
    this(kind, classes, score, List.of());
  }

  /** Kinds of predictions. */
  public enum Kind {
    /** There is no reference. */
    UNKNOWN,
    /** The reference has no prediction. */
    NONE,
    /** Classes. */
    CLASS,
    /** Numbers, as a regression gives them. */
    NUMBER,
    /** Texts, vectors. */
    OTHER
  }

  /** Expects whatever comes. */
  public static final ExpectedPrediction UNKNOWN =
      new ExpectedPrediction(Kind.UNKNOWN, List.of(), false);

  /** Returns the same with these names of predictions. */
  public ExpectedPrediction called(List<String> predictions) {
    return new ExpectedPrediction(kind, classes, score, List.copyOf(predictions));
  }

  /** Returns whether an item has several predictions, as of a multi-output regression. */
  boolean several() {
    return names.size() > 1;
  }
}
