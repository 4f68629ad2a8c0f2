package io.github.djlobservability.payload.text;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * In how many texts of the reference each token occurs, by the token's hash.
 *
 * <p>At most {@link #limit} tokens are held: the first to be seen. A token counts as known when at
 * least {@value #MIN_TEXTS} texts have it. Two tokens of one hash count as one, which for a full
 * vocabulary of 20,000 befalls a new token with a probability of 5 in a million. Not thread-safe
 * while it is filled.
 */
public final class Vocabulary {

  /** A token of a single text is more likely a slip, a name or a number than a word. */
  static final int MIN_TEXTS = 2;

  private final Map<Integer, Long> texts = new HashMap<>();
  private final int limit;

  public Vocabulary(int limit) {
    this.limit = limit;
  }

  int limit() {
    return limit;
  }

  /** In how many texts each token occurs, for reading only. */
  public Map<Integer, Long> texts() {
    return texts;
  }

  /** Takes in the tokens of one text. */
  public void add(TextStatistics text) {
    for (int hash : text.tokenHashes()) {
      add(hash, 1);
    }
  }

  public void add(int hash, long count) {
    Long known = texts.get(hash);
    if (known != null) {
      texts.put(hash, known + count);
    } else if (texts.size() < limit) {
      texts.put(hash, count);
    }
  }

  /** Takes in all of another, its most frequent tokens first. */
  public void merge(Vocabulary other) {
    other.texts.entrySet().stream()
        .sorted(Map.Entry.<Integer, Long>comparingByValue().reversed())
        .forEachOrdered(entry -> add(entry.getKey(), entry.getValue()));
  }

  /** Returns whether a token is known. */
  boolean knows(int hash) {
    return texts.getOrDefault(hash, 0L) >= MIN_TEXTS;
  }

  /** Returns whether a token is known to others than a text that is itself counted here. */
  IntPredicate withoutOwn(TextStatistics text) {
    Map<Integer, Boolean> own = new HashMap<>();
    for (int hash : text.tokenHashes()) {
      own.put(hash, true);
    }
    return hash ->
        texts.getOrDefault(hash, 0L) >= (own.containsKey(hash) ? MIN_TEXTS + 1 : MIN_TEXTS);
  }

  /** Returns a text with the share of its tokens that are not known here; NaN if it has none. */
  TextStatistics compared(TextStatistics text) {
    return text.withOutOfVocabulary(shareMissing(text, MIN_TEXTS));
  }

  /**
   * Returns the same for a text that is itself counted here: a token must occur in as many others,
   * so that the result is that of new text of the same kind.
   */
  public TextStatistics comparedWithOthers(TextStatistics text) {
    return text.withOutOfVocabulary(shareMissing(text, MIN_TEXTS + 1));
  }

  private double shareMissing(TextStatistics text, int atLeast) {
    int missing = 0;
    for (int hash : text.tokenHashes()) {
      if (texts.getOrDefault(hash, 0L) < atLeast) {
        missing++;
      }
    }
    return (double) missing / text.tokenHashes().length;
  }
}
