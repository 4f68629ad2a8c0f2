package io.github.djlobservability.observation;

import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.model.Timebase;
import io.github.djlobservability.model.WorkStatistics;
import io.github.djlobservability.observation.CompletedRequest.ComputedBy;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * A request between the two doors: the HTTP door opens it, the model door says what became of it.
 * Thread-safe.
 */
public final class RequestInFlight {
  private final Context context;
  private final Timebase arrival;
  private final boolean asynchronous;
  private volatile @Nullable ServedModel model;
  private volatile @Nullable WorkStatistics among;
  private volatile long items;
  private volatile boolean failedByModel;
  private volatile @Nullable ComputedBy computedBy;

  /**
   * @param context holds the request's span and the caller's baggage
   * @param arrival when the request reached the server
   * @param asynchronous whether the answer is sent before the model has run
   */
  public RequestInFlight(Context context, Timebase arrival, boolean asynchronous) {
    this.context = context;
    this.arrival = arrival;
    this.asynchronous = asynchronous;
  }

  /** Returns the context that holds the request's span. */
  public Context context() {
    return context;
  }

  /** Returns the request's span. */
  public Span span() {
    return Span.fromContext(context);
  }

  /** Returns when the request reached the server. */
  public Timebase arrival() {
    return arrival;
  }

  /** Returns whether the answer is sent before the model has run. */
  public boolean asynchronous() {
    return asynchronous;
  }

  /** Returns the model that computed the answer, or null while none has. */
  public @Nullable ServedModel model() {
    return model;
  }

  /** Says which model computed the answer. */
  public void servedBy(ServedModel served) {
    model = served;
  }

  /** Says which requests in flight it is counted among from its arrival on. */
  public void countedAmong(WorkStatistics work) {
    among = work;
  }

  /** Returns whether it is counted among those from its arrival on. */
  public boolean isCountedAmong(WorkStatistics work) {
    return among == work;
  }

  /** Returns how many rows its model computed for it; 0 while that isn't known. */
  public long items() {
    return items;
  }

  /** Says how many rows were computed for it. */
  public void computed(long itemCount) {
    items = itemCount;
  }

  /** Says who computed the answer. */
  public void computedBy(ComputedBy who) {
    computedBy = who;
  }

  /** Returns who computed the answer; null when nobody did, or it can't be seen. */
  public @Nullable ComputedBy computedBy() {
    return computedBy;
  }

  /** The model's forward pass or postprocessing threw: the input was not at fault. */
  public void failedByModel() {
    failedByModel = true;
  }

  /** Returns whether the model's forward pass or postprocessing threw. */
  public boolean isFailedByModel() {
    return failedByModel;
  }
}
