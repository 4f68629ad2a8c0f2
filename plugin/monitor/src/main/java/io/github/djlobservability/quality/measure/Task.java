package io.github.djlobservability.quality.measure;

/** Says which task a model has. */
public enum Task {
  /** One of two classes. */
  BINARY,
  /** One of three classes or more. */
  MULTICLASS,
  /** A number. */
  REGRESSION,
  /** A text that is compared with what was said. */
  TRANSCRIPTION;

  /** Returns the one measure that says most. */
  public String measure() {
    return switch (this) {
      case BINARY, MULTICLASS -> "accuracy";
      case REGRESSION -> "mae";
      case TRANSCRIPTION -> "word_error_rate";
    };
  }

  /** Returns whether a measure is a share that its name calls a percentage. */
  public static boolean isPercentage(String measure) {
    return measure.equals("mape");
  }
}
