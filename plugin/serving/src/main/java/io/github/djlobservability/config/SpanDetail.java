package io.github.djlobservability.config;

/** How finely a request is traced. */
public enum SpanDetail {
  /** The request's span alone. */
  REQUEST,
  /** Also a span for the queue, the batch and each phase of the model. */
  PHASES
}
