package io.github.djlobservability.privacy;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a failure where it is logged or sent: it has the types and the places of the failure
 * and of its causes, and in place of its message its type: that may hold a part of a payload.
 */
final class PlainFailure extends Throwable {
  private static final long serialVersionUID = 1;
  private static final int MAX_CAUSES = 20;

  PlainFailure(Throwable failure) {
    this(failure, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private PlainFailure(Throwable failure, Set<Throwable> seen) {
    // Some logs write the message of a failure, and not what it is as a text.
    super(failure.getClass().getName(), cause(failure, seen), false, true);
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
    return String.valueOf(getMessage());
  }
}
