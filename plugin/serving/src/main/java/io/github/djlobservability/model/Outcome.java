package io.github.djlobservability.model;

import java.util.Locale;

/**
 * Says how a request for a model ended. It is the one definition of failure: metrics, spans,
 * objectives, the performance watch and the pages all go by it.
 */
public enum Outcome {
  /** The response is complete and reports no error. */
  SUCCEEDED(false),
  /** The server refused the request because the model's queue was full, or somebody with 429. */
  REJECTED(true),
  /** The client went away before the response was complete. */
  CANCELLED(false),
  /** The model failed, or no worker of it is left; also inside a stream that began well. */
  BACKEND(true),
  /** The client's request was at fault. */
  CLIENT(false),
  /** The server broke the response off, or stopped. */
  OTHER(true);

  private final boolean failure;

  Outcome(boolean failure) {
    this.failure = failure;
  }

  /** Returns whether the server or the model is answerable for it, and not the client. */
  public boolean isFailure() {
    return failure;
  }

  /** Returns the value of {@code djl.serving.failure.reason}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
