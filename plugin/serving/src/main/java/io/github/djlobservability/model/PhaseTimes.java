package io.github.djlobservability.model;

import java.util.function.ObjLongConsumer;

/**
 * Holds how long a request was in each phase, in nanoseconds; {@value #NOT_REACHED} for one that it
 * did not reach, or of which that isn't known.
 */
public record PhaseTimes(long queue, long preprocess, long inference, long postprocess) {
  /** Stands for the time of a phase that was not reached. */
  public static final long NOT_REACHED = -1;

  /** No phase was reached. */
  public static final PhaseTimes NONE =
      new PhaseTimes(NOT_REACHED, NOT_REACHED, NOT_REACHED, NOT_REACHED);

  /** Shows the time of each phase that was reached. */
  public void forEach(ObjLongConsumer<Phase> visitor) {
    show(Phase.QUEUE, queue, visitor);
    show(Phase.PREPROCESS, preprocess, visitor);
    show(Phase.INFERENCE, inference, visitor);
    show(Phase.POSTPROCESS, postprocess, visitor);
  }

  private static void show(Phase phase, long nanos, ObjLongConsumer<Phase> visitor) {
    if (nanos != NOT_REACHED) {
      visitor.accept(phase, nanos);
    }
  }
}
