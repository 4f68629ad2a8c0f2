package io.github.djlobservability.inference;

import com.google.errorprone.annotations.MustBeClosed;
import io.github.djlobservability.telemetry.Failures;
import io.opentelemetry.context.Scope;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the code of observers of calls: nothing that it throws gets past. Thread-safe.
 *
 * @param failures counts what was thrown
 */
record CallGuard(Failures failures) {

  /** Runs code of ours. */
  void run(Runnable ours) {
    try {
      ours.run();
    } catch (RuntimeException | Error e) {
      caught(e);
    }
  }

  /** Finds a call; returns null when that fails. */
  @Nullable InferenceCall find(Supplier<@Nullable InferenceCall> ours) {
    try {
      return ours.get();
    } catch (RuntimeException | Error e) {
      caught(e);
      return null;
    }
  }

  /** Makes a call's span current, so that the spans of a model's own code are below it. */
  @MustBeClosed
  static Scope makeCurrent(@Nullable InferenceCall call) {
    return call == null ? Scope.noop() : call.context().makeCurrent();
  }

  private void caught(Throwable failure) {
    failures.caught("inference", failure);
  }
}
