package io.github.djlobservability.inference;

import io.github.djlobservability.model.Phase;
import io.github.djlobservability.model.ThreadCounters;
import io.github.djlobservability.model.Timebase;
import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.telemetry.definition.HttpKeys;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One pass of one or more requests through a model, as it is being measured. Not thread-safe: it
 * belongs to the worker that runs it.
 */
final class InferenceCall {
  private final List<Participant> participants;
  private final Timebase start;
  private final Context context;
  private List<Payload> inputs = List.of();
  private List<InferenceCall> earlier = List.of();
  private long preprocessedNanos;
  private long inferredNanos;
  private long endNanos;
  private long items;
  private @Nullable ThreadCounters measuredFrom;
  private @Nullable Phase failedPhase;
  private @Nullable Throwable failure;
  private @Nullable String errorType;

  /**
   * @param participants the requests, in the order of their inputs
   * @param context what spans of the phases have as parent
   */
  InferenceCall(List<Participant> participants, Timebase start, Context context) {
    this.participants = participants;
    this.start = start;
    this.context = context;
    this.items = participants.size();
  }

  /** Says which calls of the same batch were over before, where each request is a call. */
  void follows(List<InferenceCall> before) {
    earlier = before;
  }

  /**
   * Tells the requests of the batch that had succeeded that they fail with this one: the server
   * responds to all of them with its error.
   */
  void takeAlong() {
    SpanContext culprit = participants.get(0).span().getSpanContext();
    for (InferenceCall before : earlier) {
      for (Participant participant : before.participants) {
        if (participant.request() != null) {
          participant.request().failedWith(culprit);
        }
      }
    }
  }

  void preprocessed(long nanos) {
    preprocessedNanos = nanos;
  }

  /** Returns the inputs, one payload for each request; empty when nobody asks for them. */
  List<Payload> inputs() {
    return inputs;
  }

  void keep(List<Payload> payloads) {
    inputs = payloads;
  }

  void inferred(long nanos) {
    inferredNanos = nanos;
  }

  void ended(long nanos) {
    endNanos = nanos;
  }

  /**
   * A phase failed.
   *
   * @param cause what it threw; null when nobody saw it
   */
  void failed(Phase phase, @Nullable Throwable cause, long nanos) {
    failedWith(cause == null ? HttpKeys.OTHER : cause.getClass().getName(), phase, nanos);
    failure = cause;
  }

  /**
   * A phase failed without throwing.
   *
   * @param type {@code error.type}
   */
  void failedWith(String type, Phase phase, long nanos) {
    failedPhase = phase;
    errorType = type;
    endNanos = nanos;
  }

  /** How many rows there are, where it isn't one for each request. */
  void setItems(long itemCount) {
    items = itemCount;
  }

  void measuredFrom(@Nullable ThreadCounters counters) {
    measuredFrom = counters;
  }

  /** Returns the thread's counters before; null when this call isn't measured. */
  @Nullable ThreadCounters measuredFrom() {
    return measuredFrom;
  }

  /** Returns whether any of its requests is traced. */
  boolean isSampled() {
    for (Participant participant : participants) {
      if (participant.span().getSpanContext().isSampled()) {
        return true;
      }
    }
    return false;
  }

  List<Participant> participants() {
    return participants;
  }

  Timebase start() {
    return start;
  }

  Context context() {
    return context;
  }

  /** Returns whether preprocessing is over and nobody has said what came of the forward pass. */
  boolean awaitsInference() {
    return preprocessedNanos != 0 && inferredNanos == 0 && failedPhase == null;
  }

  long items() {
    return items;
  }

  long endNanos() {
    return endNanos;
  }

  @Nullable Phase failedPhase() {
    return failedPhase;
  }

  /** Returns the throwable of the failed phase; null when nothing failed or nobody saw it. */
  @Nullable Throwable failure() {
    return failure;
  }

  /** {@code error.type} of the failed phase; null when nothing failed. */
  @Nullable String errorType() {
    return errorType;
  }

  /** Returns whether the phase was begun. */
  boolean reached(Phase phase) {
    return failedPhase == null || phase.compareTo(failedPhase) <= 0;
  }

  long startNanos(Phase phase) {
    return switch (phase) {
      case QUEUE -> throw new IllegalArgumentException("each request has a queue time of its own");
      case PREPROCESS -> start.nanoTime();
      case INFERENCE -> preprocessedNanos;
      case POSTPROCESS -> inferredNanos;
    };
  }

  long endNanos(Phase phase) {
    if (phase == failedPhase) {
      return endNanos;
    }
    return switch (phase) {
      case QUEUE -> start.nanoTime();
      case PREPROCESS -> preprocessedNanos;
      case INFERENCE -> inferredNanos;
      case POSTPROCESS -> endNanos;
    };
  }
}
