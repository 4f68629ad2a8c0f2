package io.github.djlobservability.payload;

/** The mark of requests that the command {@code doctor} sends to try something out. */
public final class DoctorRequest {

  /** Header of such a request; a server leaves it out of drift, labels and counts of values. */
  public static final String HEADER = "x-observability-doctor";

  private DoctorRequest() {}
}
