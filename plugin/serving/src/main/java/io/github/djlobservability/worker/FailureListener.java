package io.github.djlobservability.worker;

/** Is told of each failure that a worker has caught. */
@FunctionalInterface
public interface FailureListener {
  void caught(String part, Throwable failure);
}
