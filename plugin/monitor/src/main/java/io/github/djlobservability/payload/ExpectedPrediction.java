package io.github.djlobservability.payload;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names the prediction of a reference.
 *
 * @param kind what its predictions are
 * @param classes the names of the classes, in the order in which models count them: by value if all
 *     are numbers, else by the alphabet; empty if they are not classes, or too many
 * @param score whether it has scores
 * @param names of the predictions, in their order
 * @param scoreName of the score; null where none is known
 */
public record ExpectedPrediction(
    Kind kind,
    List<String> classes,
    boolean score,
    List<String> names,
    @Nullable String scoreName) {

  /** Expects one prediction, whatever it is called. */
  public ExpectedPrediction(Kind kind, List<String> classes, boolean score) {
    this(kind, classes, score, List.of(), null);
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
    return new ExpectedPrediction(kind, classes, score, List.copyOf(predictions), scoreName);
  }

  /** Returns the same with this name of the score; null for none. */
  public ExpectedPrediction scored(@Nullable String name) {
    return new ExpectedPrediction(kind, classes, score, names, name);
  }

  /** Returns whether an item has several predictions, as of a multi-output regression. */
  boolean several() {
    return names.size() > 1;
  }
}
