package io.github.djlobservability.config.value;

/** How finely a request is traced. */
public enum SpanDetail {
  /** The request's span alone. */
  REQUEST,
  /** The request's span alone, with the times of the phases as attributes. */
  COMPACT,
  /** Also a span for the queue, the batch and each phase of the model. */
  PHASES
}
