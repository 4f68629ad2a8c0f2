package io.github.djlobservability.profile;

import io.github.djlobservability.payload.text.TextStatistics;
import java.util.HashMap;
import java.util.Map;

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
  void merge(Vocabulary other) {
    other.texts.entrySet().stream()
        .sorted(Map.Entry.<Integer, Long>comparingByValue().reversed())
        .forEachOrdered(entry -> add(entry.getKey(), entry.getValue()));
  }

  /**
   * Returns the row, whose text was counted here, with the text's share of tokens unknown to
   * others.
   */
  public Row complete(Row row, int feature) {
    TextStatistics text = row.text(feature);
    return text == null
        ? row
        : row.with(feature, text.withOutOfVocabulary(shareMissingLeftOut(text)));
  }

  /** Returns the share of a text's tokens that are not known here; NaN if it has none. */
  double shareMissing(TextStatistics text) {
    return shareMissing(text, MIN_TEXTS);
  }

  /**
   * Returns the same for a text that is itself counted here: a token must occur in as many others,
   * so that the result is that of new text of the same kind.
   */
  double shareMissingLeftOut(TextStatistics text) {
    return shareMissing(text, MIN_TEXTS + 1);
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
