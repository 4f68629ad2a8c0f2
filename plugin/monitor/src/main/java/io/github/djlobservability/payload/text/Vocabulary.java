package io.github.djlobservability.payload.text;

import java.util.Comparator;
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

  /** The 50 most frequent words of a language are articles, prepositions and the like. */
  private static final int COMMON = 50;

  private final Map<Integer, Long> texts = new HashMap<>();
  private final int limit;

  /** Texts that have the last of the common words; 0 while it is not known. */
  private volatile long leastOfCommon;

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
    leastOfCommon = 0;
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

  /** Returns a text with the shares of its tokens that are unknown and common; NaN of none. */
  TextStatistics compared(TextStatistics text) {
    return compared(text, 0);
  }

  /**
   * Returns the same for a text that is itself counted here: a token must occur in as many others,
   * so that the result is that of new text of the same kind.
   */
  public TextStatistics comparedWithOthers(TextStatistics text) {
    return compared(text, 1);
  }

  /**
   * Compares a text.
   *
   * @param own how often the text's own tokens are counted here for it
   */
  private TextStatistics compared(TextStatistics text, int own) {
    TextStatistics compared = text.withOutOfVocabulary(shareOfRarer(text, MIN_TEXTS + own));
    return text.hasFigures()
        ? compared.with(TextFigure.COMMON, 1 - shareOfRarer(text, leastOfCommon() + own))
        : compared;
  }

  /** Returns how many texts have the last of the common words, which more than one have. */
  private long leastOfCommon() {
    long least = leastOfCommon;
    if (least == 0) {
      least =
          texts.values().stream()
              .sorted(Comparator.reverseOrder())
              .skip(COMMON - 1)
              .findFirst()
              .orElse(0L);
      least = Math.max(MIN_TEXTS, least);
      leastOfCommon = least;
    }
    return least;
  }

  private double shareOfRarer(TextStatistics text, long thanThis) {
    int rarer = 0;
    for (int hash : text.tokenHashes()) {
      rarer += texts.getOrDefault(hash, 0L) < thanThis ? 1 : 0;
    }
    return (double) rarer / text.tokenHashes().length;
  }
}
