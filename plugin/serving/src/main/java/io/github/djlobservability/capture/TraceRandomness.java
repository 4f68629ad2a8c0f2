package io.github.djlobservability.capture;

import io.opentelemetry.api.trace.SpanContext;
import org.jspecify.annotations.Nullable;

/**
 * Finds the randomness of a trace as OpenTelemetry's consistent probability sampling has it: 56
 * bits, those of {@code rv} in the member {@code ot} of {@code tracestate}, else the last of the
 * trace's id. Stateless.
 */
final class TraceRandomness {
  private static final String MEMBER = "ot";
  private static final String VALUE = "rv:";
  private static final int DIGITS = 14;
  private static final double RANGE = 0x1p56;

  private TraceRandomness() {}

  /** Returns it as a number from 0 to below 1. */
  static double of(SpanContext span) {
    String stated = stated(span.getTraceState().get(MEMBER));
    String id = span.getTraceId();
    return Long.parseUnsignedLong(stated == null ? id.substring(id.length() - DIGITS) : stated, 16)
        / RANGE;
  }

  private static @Nullable String stated(@Nullable String member) {
    if (member == null) {
      return null;
    }
    for (String part : member.split(";", -1)) {
      if (part.startsWith(VALUE)) {
        String digits = part.substring(VALUE.length());
        return isHex(digits) ? digits : null;
      }
    }
    return null;
  }

  private static boolean isHex(String digits) {
    return digits.length() == DIGITS
        && digits.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }
}
