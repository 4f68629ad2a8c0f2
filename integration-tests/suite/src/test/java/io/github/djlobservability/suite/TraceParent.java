package io.github.djlobservability.suite;

import java.util.UUID;

/** The span of a caller, as the header {@code traceparent} of W3C Trace Context carries it. */
record TraceParent(String traceId, String spanId, boolean sampled) {

  /** A new sampled trace. */
  static TraceParent sampledTrace() {
    return of(true);
  }

  static TraceParent unsampledTrace() {
    return of(false);
  }

  private static TraceParent of(boolean sampled) {
    return new TraceParent(hex(), hex().substring(16), sampled);
  }

  String header() {
    return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
  }

  private static String hex() {
    return UUID.randomUUID().toString().replace("-", "");
  }
}
