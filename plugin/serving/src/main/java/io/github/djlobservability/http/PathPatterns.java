package io.github.djlobservability.http;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells whether a path is one of a list, whose ends may be open. Immutable. */
final class PathPatterns {
  private static final char ANY = '*';

  private final Set<String> exact = new HashSet<>();
  private final List<String> beginnings = new ArrayList<>();

  /**
   * @param patterns paths; one that ends with {@code *} stands for all that begin so
   */
  PathPatterns(List<String> patterns) {
    for (String pattern : patterns) {
      int last = pattern.length() - 1;
      if (last >= 0 && pattern.charAt(last) == ANY) {
        beginnings.add(pattern.substring(0, last));
      } else {
        exact.add(pattern);
      }
    }
  }

  boolean matches(String path) {
    if (exact.contains(path)) {
      return true;
    }
    for (int i = 0; i < beginnings.size(); i++) {
      if (path.startsWith(beginnings.get(i))) {
        return true;
      }
    }
    return false;
  }
}
