package io.github.djlobservability.label;

import io.github.djlobservability.payload.text.Transcript;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds the model's prediction of one item, until its label comes.
 *
 * @param item its number in the model's stream of items, from 1
 * @param epochMillis when its request arrived
 * @param ids what a label can name it by
 * @param value what the model said: a {@link Double} of a regression, a {@link Transcript}, else
 *     the class's name
 * @param probabilities the probabilities of the classes that the model told, by their names
 * @param score how sure the model was; NaN if it didn't say
 * @param segments its values of the features by which quality is split
 */
public record Prediction(
    long item,
    long epochMillis,
    Ids ids,
    Object value,
    Map<String, Double> probabilities,
    double score,
    List<@Nullable String> segments) {

  /** Longest id of a request, trace or business that a prediction can be found by. */
  public static final int MAX_ID_CHARS = 256;

  /** How many classes' probabilities are kept, the first ones. */
  public static final int MAX_CLASSES = 100;

  public Prediction {
    if (!(value instanceof Double)
        && !(value instanceof String)
        && !(value instanceof Transcript)) {
      throw new IllegalArgumentException(
          "a prediction is a Double, a String or a Transcript: " + value);
    }
  }

  /**
   * Names a prediction in each way that a label can name it by.
   *
   * @param request the request's id; null when it has none
   * @param row its place in the request, from 0
   * @param rows how many items the request had
   * @param trace the trace's id; null when the request wasn't traced
   * @param key the value of the field that the user named; null when there is none
   */
  public record Ids(
      @Nullable String request, int row, int rows, @Nullable String trace, @Nullable String key) {

    /** Leaves out what is too long to be found by. */
    public Ids {
      request = bounded(request);
      trace = bounded(trace);
      key = bounded(key);
    }

    private static @Nullable String bounded(@Nullable String id) {
      return id == null || id.isEmpty() || id.length() > MAX_ID_CHARS ? null : id;
    }

    /** Returns whether it goes by this id, in whatever way. */
    boolean hasId(String id) {
      return id.equals(request) || id.equals(trace) || id.equals(key);
    }

    /** Returns whether a label with this id and row, or {@link Label#NO_ROW}, is for it. */
    boolean isNamedBy(String id, int labelRow) {
      if (labelRow == Label.NO_ROW && id.equals(key)) {
        return true;
      }
      boolean sameRow = labelRow == Label.NO_ROW ? rows == 1 : labelRow == row;
      return sameRow && (id.equals(request) || id.equals(trace));
    }
  }
}
