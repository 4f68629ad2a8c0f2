package io.github.djlobservability.telemetry;

import java.util.Map;

/**
 * Says where the exceptions of models are written, by the conventions' own opt-in: events of spans
 * are on their way out, log records take their place.
 *
 * @param onSpans whether they are events of spans
 * @param inLogs whether they are log records within their span
 */
record ExceptionSignal(boolean onSpans, boolean inLogs) {
  private static final String OPT_IN = "OTEL_SEMCONV_EXCEPTION_SIGNAL_OPT_IN";

  /** Reads the opt-in from the environment; an unknown value is none, as the conventions say. */
  static ExceptionSignal of(Map<String, String> environment) {
    return switch (environment.getOrDefault(OPT_IN, "").strip()) {
      case "logs" -> new ExceptionSignal(false, true);
      case "logs/dup" -> new ExceptionSignal(true, true);
      default -> new ExceptionSignal(true, false);
    };
  }
}
