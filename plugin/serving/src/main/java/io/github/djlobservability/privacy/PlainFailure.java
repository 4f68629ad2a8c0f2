package io.github.djlobservability.privacy;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a failure where it is logged or sent: it has the types and the places of the failure
 * and of its causes, and no message, which may hold a part of a payload.
 */
final class PlainFailure extends Throwable {
  private static final long serialVersionUID = 1;
  private static final int MAX_CAUSES = 20;

  private final String type;

  PlainFailure(Throwable failure) {
    this(failure, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private PlainFailure(Throwable failure, Set<Throwable> seen) {
    super(null, cause(failure, seen), false, true);
    type = failure.getClass().getName();
    setStackTrace(failure.getStackTrace());
  }

  private static @Nullable Throwable cause(Throwable failure, Set<Throwable> seen) {
    seen.add(failure);
    Throwable cause = failure.getCause();
    return cause == null || seen.contains(cause) || seen.size() >= MAX_CAUSES
        ? null
        : new PlainFailure(cause, seen);
  }

  @Override
  @SuppressWarnings("OverrideThrowableToString") // it is to look like the failure, not like this
  public String toString() {
    return type;
  }
}
