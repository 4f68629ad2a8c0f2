package io.github.djlobservability.observation;

import io.github.djlobservability.model.ModelId;
import io.github.djlobservability.model.PhaseTimes;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.model.Timebase;
import io.github.djlobservability.model.WorkStatistics;
import io.github.djlobservability.observation.CompletedRequest.ComputedBy;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A request between the two doors: the HTTP door opens it, the model door says what became of it.
 * Thread-safe.
 */
public final class RequestInFlight {
  private static final Payload UNSEEN = new Payload.NotKept(Payload.Reason.UNSEEN, 0);

  /** Not objects of their own: there is one of these for every request. */
  private static final AtomicIntegerFieldUpdater<RequestInFlight> TIMED =
      AtomicIntegerFieldUpdater.newUpdater(RequestInFlight.class, "timed");

  private static final AtomicIntegerFieldUpdater<RequestInFlight> LOGGED =
      AtomicIntegerFieldUpdater.newUpdater(RequestInFlight.class, "logged");

  private final Context context;
  private final Timebase arrival;
  private final boolean asynchronous;
  private final @Nullable ServedModel asked;
  private volatile @Nullable ServedModel model;
  private volatile @Nullable WorkStatistics among;

  @SuppressWarnings("UnusedVariable") // by its updater alone
  private volatile int timed;

  @SuppressWarnings("UnusedVariable") // by its updater alone
  private volatile int logged;

  private volatile long items;
  private volatile boolean failedByModel;
  private volatile @Nullable SpanContext failedWith;
  private volatile boolean leftOut;
  private volatile boolean handedOver;
  private volatile boolean failureHandedOver;
  private volatile @Nullable ComputedBy computedBy;
  private volatile PhaseTimes phases = PhaseTimes.NONE;
  private volatile Payload input = UNSEEN;
  private volatile @Nullable AwaitedStream stream;

  /**
   * @param context holds the request's span and the caller's baggage
   * @param arrival when the request reached the server
   * @param asynchronous whether the response is sent before the model has run
   * @param asked the model or workflow that it names; null when it can't be told
   */
  public RequestInFlight(
      Context context, Timebase arrival, boolean asynchronous, @Nullable ServedModel asked) {
    this.context = context;
    this.arrival = arrival;
    this.asynchronous = asynchronous;
    this.asked = asked;
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

  /** Returns whether the response is sent before the model has run. */
  public boolean asynchronous() {
    return asynchronous;
  }

  /**
   * Returns whose request it is: the workflow that it names; else the very version of a model that
   * computed it; else the model that it names. Null when none of these can be told.
   */
  public @Nullable ServedModel model() {
    ServedModel computing = model;
    return computing == null || isForAnother(computing.id()) ? asked : computing;
  }

  /** Returns whether the model is only a part of the workflow that the request names. */
  public boolean isForAnother(ModelId computing) {
    return asked != null && !asked.id().name().equals(computing.name());
  }

  /** Says which model computes it. */
  public void servedBy(ServedModel served) {
    model = served;
  }

  /** Returns whether a model was called for it. */
  public boolean isReached() {
    return model != null;
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

  /** Says who computed the response. */
  public void computedBy(ComputedBy who) {
    computedBy = who;
  }

  /** Says how long it was in each phase. */
  public void spent(PhaseTimes times) {
    phases = times;
  }

  /** Returns how long it was in each phase, as far as that is known. */
  public PhaseTimes phases() {
    return phases;
  }

  /** Returns who computed the response; null when nobody did, or it can't be seen. */
  public @Nullable ComputedBy computedBy() {
    return computedBy;
  }

  /** Says that it fails with another request of its batch, and was not at fault. */
  public void failedWith(SpanContext other) {
    failedWith = other;
    failedByModel = true;
  }

  /** Returns the request of its batch that it failed with; null when there is none. */
  public @Nullable SpanContext failedWith() {
    return failedWith;
  }

  /** Returns whether its time is to be counted for an objective: true once. */
  public boolean timeCounts() {
    return TIMED.compareAndSet(this, 0, 1);
  }

  /**
   * Returns whether it is to be logged by whoever asks: true once. Its client may leave while the
   * model computes, and then both doors know how it was over.
   */
  public boolean logs() {
    return LOGGED.compareAndSet(this, 0, 1);
  }

  /**
   * Says that the HTTP door hands it over to whoever wants requests that failed.
   *
   * @param whole whether also where it succeeds, for a model without a translator of ours
   */
  public void handedOver(boolean whole) {
    failureHandedOver = true;
    handedOver = whole;
  }

  /** Returns whether the HTTP door hands it over, for a model without a translator of ours. */
  public boolean isHandedOver() {
    return handedOver;
  }

  /** Returns whether the HTTP door hands it over where it fails. */
  public boolean isFailureHandedOver() {
    return failureHandedOver;
  }

  /** Keeps what the model takes in, in case it fails. */
  public void keep(Payload taken) {
    input = taken;
  }

  /** Returns what the model took in, if that was kept. */
  public Payload input() {
    return input;
  }

  /** Has whatever the model door knows wait for the response, if that is streamed. */
  public void awaits(AwaitedStream awaited) {
    stream = awaited;
  }

  /** Returns who waits for the response, if that is streamed; null where nobody does. */
  public @Nullable AwaitedStream stream() {
    return stream;
  }

  /** Has it left out of what is watched: it only tries something out. */
  public void leaveOut() {
    leftOut = true;
  }

  /** Returns whether it is left out of what is watched. */
  public boolean isLeftOut() {
    return leftOut;
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
