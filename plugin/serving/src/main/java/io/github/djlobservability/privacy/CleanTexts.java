package io.github.djlobservability.privacy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers texts in which nothing was found, since the same ones come again and again: the names
 * of clients' programs, hosts and paths. Holds at most {@value #MAX_TEXTS} of at most {@value
 * #MAX_CHARS} characters. Thread-safe.
 */
final class CleanTexts {
  static final int MAX_TEXTS = 256;
  static final int MAX_CHARS = 256;

  private final Set<String> texts = ConcurrentHashMap.newKeySet();

  boolean contains(String text) {
    return texts.contains(text);
  }

  void add(String text) {
    if (text.length() > MAX_CHARS) {
      return;
    }
    if (texts.size() >= MAX_TEXTS) {
      texts.clear();
    }
    texts.add(text);
  }
}
