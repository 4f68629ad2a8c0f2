package io.github.djlobservability.monitoring;

import io.github.djlobservability.payload.document.NotRead;

/** Says what to do about items that are not compared. Stateless. */
final class CoverageAdvice {

  private CoverageAdvice() {}

  /** Returns a sentence of what was found, with what to set. */
  static String of(NotRead reason, String found) {
    String what =
        reason == NotRead.NO_PREDICTION
            ? "predictions are not compared: "
            : "requests are not compared: ";
    return what + found + advice(reason);
  }

  private static String advice(NotRead reason) {
    return switch (reason) {
      case PATH -> "; set observability.inputs to where the items are";
      case POSITIONS -> "; set observability.feature-names to the names of the values, in order";
      case NO_FIELD ->
          "; set observability.inputs to where the items are, or make the reference of such requests";
      case TYPE, MALFORMED -> "; docs/payloads.md lists what is read";
      default -> "";
    };
  }
}
