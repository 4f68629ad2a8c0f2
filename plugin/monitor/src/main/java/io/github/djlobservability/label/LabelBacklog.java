package io.github.djlobservability.label;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Counts the predictions that were kept when the process ended, and remembers which are still to be
 * handed over, in the order predicted. Not thread-safe.
 */
final class LabelBacklog implements Segment.Visitor {
  private final JoinState state;
  private final LabelDelays delays;
  private final Deque<Place> due = new ArrayDeque<>();
  private long lastSequence = -1;

  /**
   * @param state how far items had been handed over
   * @param delays counts what was kept
   */
  LabelBacklog(JoinState state, LabelDelays delays) {
    this.state = state;
    this.delays = delays;
  }

  @Override
  public void kept(Segment.Found found) throws IOException {
    delays.predicted(found.prediction());
    StoredLabel label = found.label();
    if (label == null) {
      return;
    }
    lastSequence = Math.max(lastSequence, label.sequence());
    delays.labelled(found.prediction(), label, 1);
    if (state.isDue(label.firstSequence())) {
      due.add(new Place(found.segment(), found.place()));
    }
  }

  /** Takes out the next that is to be handed over; null when there is none left. */
  Segment.@Nullable Found poll() throws IOException {
    Place next = due.poll();
    return next == null
        ? null
        : new Segment.Found(next.segment(), next.at(), next.segment().prediction(next.at()));
  }

  /** Returns the number of the last label that was kept; -1 when there was none. */
  long lastSequence() {
    return lastSequence;
  }

  /** Points at a prediction: it is read again when its turn comes. */
  private record Place(Segment segment, int at) {}
}
