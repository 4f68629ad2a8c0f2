package io.github.djlobservability.observation;

import io.github.djlobservability.worker.BoundedMap;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Leads the model door from the {@code traceparent} that a request carries to the request itself.
 * Nothing else of ours crosses the server's queue. Thread-safe.
 *
 * <p>A request is held until its response is complete. One with a response that is sent before its
 * model has run is held until the model has; since a job may also be rejected, at most {@value
 * #MAX_ASYNCHRONOUS} of those are held, and the oldest goes first. Of a workflow only the first
 * model's input carries the header; the others take in what a model before them put out.
 */
public final class RequestsInFlight {
  static final int MAX_ASYNCHRONOUS = 10_000;

  /** In version-traceid-spanid-flags the span's id has this place. */
  private static final int SPAN_ID_START = 36;

  private static final int SPAN_ID_END = 52;

  private final Handovers handovers = new Handovers();
  private final Map<String, RequestInFlight> synchronousRequests = new ConcurrentHashMap<>();
  private final Map<String, RequestInFlight> asynchronousRequests =
      Collections.synchronizedMap(BoundedMap.forgetsFirst(MAX_ASYNCHRONOUS));

  /** Holds a request. */
  public void add(RequestInFlight request) {
    String spanId = request.span().getSpanContext().getSpanId();
    (request.asynchronous() ? asynchronousRequests : synchronousRequests).put(spanId, request);
  }

  /**
   * Finds a request by what it was given to carry.
   *
   * @param traceparent a W3C {@code traceparent}, or null
   * @return null when the request did not come through the HTTP door
   */
  public @Nullable RequestInFlight find(@Nullable String traceparent) {
    if (traceparent == null || traceparent.length() < SPAN_ID_END) {
      return null;
    }
    String spanId = traceparent.substring(SPAN_ID_START, SPAN_ID_END);
    RequestInFlight request = synchronousRequests.get(spanId);
    return request != null ? request : asynchronousRequests.get(spanId);
  }

  /** Remembers which request an output belongs to, for the model that takes it in next. */
  public void handOn(Object output, Handover handover) {
    handovers.add(output, handover);
  }

  /** Finds the request that an input belongs to; null when no model put it out. */
  public @Nullable Handover handedOn(Object input) {
    return handovers.find(input);
  }

  /** Lets go of a request whose response is complete. */
  public void answered(RequestInFlight request) {
    synchronousRequests.remove(request.span().getSpanContext().getSpanId());
  }

  /** Lets go of a request whose response was sent before its model had run. */
  public void computed(RequestInFlight request) {
    if (request.asynchronous()) {
      asynchronousRequests.remove(request.span().getSpanContext().getSpanId());
    }
  }

  /** Shows each request whose response is still waited for. */
  public void forEachSynchronous(Consumer<RequestInFlight> visitor) {
    synchronousRequests.values().forEach(visitor);
  }

  /** Returns how many requests are held. */
  public int size() {
    return synchronousRequests.size() + asynchronousRequests.size();
  }
}
