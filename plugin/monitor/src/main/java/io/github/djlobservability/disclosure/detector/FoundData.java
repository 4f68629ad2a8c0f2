package io.github.djlobservability.disclosure.detector;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Gathers findings from the left to the right; those that overlap become one. Not thread-safe. */
final class FoundData {
  private final Deque<Finding> found = new ArrayDeque<>(2);

  void add(Kind kind, int start, int end) {
    int first = start;
    int last = end;
    while (!found.isEmpty() && found.getLast().end() > first) {
      Finding before = found.removeLast();
      first = Math.min(first, before.start());
      last = Math.max(last, before.end());
    }
    found.addLast(new Finding(kind, first, last));
  }

  /** Returns where the last finding ends; 0 without any. */
  int end() {
    return found.isEmpty() ? 0 : found.getLast().end();
  }

  List<Finding> all() {
    return List.copyOf(found);
  }
}
