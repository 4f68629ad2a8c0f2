package io.github.djlobservability.rollout;

import io.github.djlobservability.label.IdHash;
import io.github.djlobservability.label.Label;
import io.github.djlobservability.payload.text.Transcript;
import io.github.djlobservability.quality.PredictionKind;
import java.security.SecureRandom;

/**
 * Holds what a version said of an item.
 *
 * @param kind of what it said
 * @param number what it said where that is a number; else NaN
 * @param hash of what it said where that is a class or a text, so that none is kept
 * @param shown a class's name as it may be seen; empty of others
 * @param score how sure it was; NaN if it didn't say
 */
public record Said(PredictionKind kind, double number, long hash, String shown, double score) {
  private static final IdHash HASH = new IdHash(new SecureRandom().nextLong());

  /**
   * Makes one of a prediction.
   *
   * @param value a {@link Double}, a {@link Transcript}, or a class's name as the version said it:
   *     as it is held, it may differ from version to version
   * @param shown the class's name as it may be seen
   */
  public static Said of(Object value, String shown, double score) {
    if (value instanceof Double number) {
      return new Said(PredictionKind.NUMBER, number, 0, "", score);
    }
    return value instanceof Transcript transcript
        ? new Said(PredictionKind.TRANSCRIPT, Double.NaN, hash(transcript.text()), "", score)
        : new Said(PredictionKind.CLASS, Double.NaN, hash(value.toString()), shown, score);
  }

  /** Returns it without the class's name, of which many would take much room. */
  Said withoutName() {
    return new Said(kind, number, hash, "", score);
  }

  private static long hash(String text) {
    return HASH.of(text, Label.NO_ROW);
  }

  /** Returns the number by which both versions' halves of an item find each other. */
  static long item(String request, int row) {
    return hash(request) + row;
  }

  /** Returns whether an item's number is of a request. */
  static boolean isOf(long item, String request) {
    long row = item - hash(request);
    return row >= 0 && row <= Integer.MAX_VALUE;
  }

  /** Returns how far another is from it: of numbers the distance, else 0 for the same or 1. */
  double distance(Said other) {
    return kind == PredictionKind.NUMBER
        ? Math.abs(number - other.number)
        : hash == other.hash ? 0 : 1;
  }
}
