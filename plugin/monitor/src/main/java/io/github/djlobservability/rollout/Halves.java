package io.github.djlobservability.rollout;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds what two versions said of one item, whichever came first. An id that comes again from one
 * version makes no pair. What is kept is bounded; the oldest goes first. Items go by a number made
 * of their ids, so no id is kept. Not thread-safe. Memory: {@value #BYTES} bytes each.
 */
final class Halves<T> {
  static final int MOST = 5_000;
  static final long BYTES = 200;

  private final Map<Long, Half<T>> waiting = new LinkedHashMap<>();
  private int most = MOST;
  private ItemsOfEach alone = ItemsOfEach.NONE;

  /**
   * Takes in one half.
   *
   * @return the other one, if it has come; null before
   */
  @Nullable T take(long item, boolean ofCandidate, T said) {
    alone = alone.plus(ofCandidate ? 0 : 1, ofCandidate ? 1 : 0);
    Half<T> known = waiting.get(item);
    if (known == null) {
      waiting.put(item, new Half<>(ofCandidate, said));
      shrink(most);
      return null;
    }
    // Which of several with one id belong together nobody can tell.
    waiting.put(item, new Half<>(ofCandidate, null));
    T other = known.ofCandidate() == ofCandidate ? null : known.said();
    alone = other == null ? alone : alone.plus(-1, -1);
    return other;
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
    }
  }

  /** Returns how many are without their other half. */
  ItemsOfEach alone() {
    return alone;
  }

  int size() {
    return waiting.size();
  }

  /** What was said; null where it has found its other half, or its id came again. */
  private record Half<T>(boolean ofCandidate, @Nullable T said) {}
}
