package io.github.djlobservability.monitoring;

import io.github.djlobservability.monitoring.items.RequestItems;
import io.github.djlobservability.observation.Observation;
import io.github.djlobservability.observation.Subject;
import java.io.IOException;

/**
 * One use that is made of a model's items: drift, quality, feedback. Not thread-safe: one worker
 * owns it, and only reports are for any thread. A part that fails stops no other.
 */
interface Part {

  /** Returns its name, as failures are counted by it. */
  String label();

  /** Returns a sentence that says what is lost when it can't be opened. */
  String withoutIt();

  /** Goes on where it was left; nothing else is called before, nor if it fails. */
  void open() throws IOException;

  /** Returns whether it looks at items at the moment. */
  boolean isActive();

  /**
   * Returns what it needs to know of requests that a fair choice leaves out.
   *
   * <p>A part that needs nothing of them is not told of them.
   */
  default Need need() {
    return Need.NOTHING;
  }

  /** Says what a part needs to know of a request that is left out. */
  enum Need {
    NOTHING,
    /** That it came, with its payloads as they are. */
    REQUEST,
    /** Its items and their predictions. */
    ITEMS
  }

  /** Looks at the items of a request; the report shows them once it is published. */
  void observe(RequestItems request) throws IOException;

  /** Returns whether it looks at requests that failed. */
  default boolean wantsFailed() {
    return false;
  }

  /** Looks at a request that failed. */
  default void failed(Observation observation) {}

  /** Makes everything that came up to now outlive the process, when there is time for it. */
  default void flush() throws IOException {}

  /** Does what is due by the clock, once a second. */
  default void tick() throws IOException {}

  /** Erases what it keeps of somebody; its state is saved afterwards. */
  default void erase(Subject subject) {}

  /** Returns whether it has told something since it was saved that a crash must not take back. */
  default boolean hasTold() {
    return false;
  }

  /** Writes its state down. */
  void save() throws IOException;

  /** Makes visible to other threads what happened. */
  void publish();

  /** Lets go of everything; it is saved before. */
  default void close() throws IOException {}
}
