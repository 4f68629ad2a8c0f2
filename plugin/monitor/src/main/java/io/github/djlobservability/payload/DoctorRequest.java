package io.github.djlobservability.payload;

/** Names the mark of requests that only try something out, and of their responses. */
public final class DoctorRequest {

  /**
   * Header of the command {@code doctor}'s requests, whatever its value: one that begins with
   * {@value #BEARER} holds a token. In the response it says what became of the request.
   */
  public static final String HEADER = "x-observability-doctor";

  /** Begins a header that holds a token. */
  public static final String BEARER = "Bearer ";

  /** Value in the response to a request that is left out of drift, labels and counts of values. */
  public static final String LEFT_OUT = "left out";

  /** Begins the value in the response to a request that counts as any other; the reason follows. */
  public static final String COUNTED = "counted: ";

  private DoctorRequest() {}
}
