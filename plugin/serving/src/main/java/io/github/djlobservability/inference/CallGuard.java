package io.github.djlobservability.inference;

import com.google.errorprone.annotations.MustBeClosed;
import io.github.djlobservability.telemetry.Failures;
import io.opentelemetry.context.Scope;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs the code of observers of calls: nothing that it throws gets past. Thread-safe.
 *
 * @param failures counts what was thrown
 */
record CallGuard(Failures failures) {

  /**
   * Runs code of ours. What it works on is given beside it, so that the code can be a reference to
   * a method, of which there is one for all requests.
   */
  <A, B> void run(A first, B second, BiConsumer<A, B> ours) {
    try {
      ours.accept(first, second);
    } catch (RuntimeException | Error e) {
      caught(e);
    }
  }

  /** Runs code of ours that works on three things. */
  <A, B, C> void run(A first, B second, C third, Step<A, B, C> ours) {
    try {
      ours.accept(first, second, third);
    } catch (RuntimeException | Error e) {
      caught(e);
    }
  }

  /** Runs code of ours where requests are few. */
  void run(Runnable ours) {
    try {
      ours.run();
    } catch (RuntimeException | Error e) {
      caught(e);
    }
  }

  /** Finds a call; returns null when that fails. */
  <A, B, C> @Nullable InferenceCall find(A first, B second, C third, Finder<A, B, C> ours) {
    try {
      return ours.find(first, second, third);
    } catch (RuntimeException | Error e) {
      caught(e);
      return null;
    }
  }

  /** Code of ours that finds a call. */
  @FunctionalInterface
  interface Finder<A, B, C> {
    @Nullable InferenceCall find(A first, B second, C third);
  }

  /** Code of ours that works on three things. */
  @FunctionalInterface
  interface Step<A, B, C> {
    void accept(A first, B second, C third);
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
