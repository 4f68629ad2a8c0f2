package io.github.djlobservability.rollout;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds what two versions said of one item, whichever came first. What waits for its other half is
 * bounded; the oldest goes first. Items go by a number made of their ids, so no id is kept. Not
 * thread-safe. Memory: {@value #BYTES} bytes each.
 */
final class Halves<T> {
  static final int MOST = 5_000;
  static final long BYTES = 200;

  private final Map<Long, Half<T>> waiting = new LinkedHashMap<>();
  private int most = MOST;
  private long alone;

  /**
   * Takes in one half.
   *
   * @return the other one, if it has come; null before
   */
  @Nullable T take(long item, boolean ofCandidate, T said) {
    Half<T> other = waiting.get(item);
    if (other != null && other.ofCandidate() != ofCandidate) {
      waiting.remove(item);
      return other.said();
    }
    waiting.put(item, new Half<>(ofCandidate, said));
    shrink(most);
    return null;
  }

  /** Lets go of the items that waited and are meant. */
  void forget(LongPredicate meant) {
    waiting.keySet().removeIf(meant::test);
  }

  /** Has no more than a number wait from now on. */
  void bound(int number) {
    most = Math.min(MOST, number);
    shrink(most);
  }

  private void shrink(int number) {
    Iterator<Half<T>> oldest = waiting.values().iterator();
    while (waiting.size() > number) {
      oldest.next();
      oldest.remove();
      alone++;
    }
  }

  /** Returns how many went without their other half. */
  long alone() {
    return alone;
  }

  int size() {
    return waiting.size();
  }

  private record Half<T>(boolean ofCandidate, T said) {}
}
