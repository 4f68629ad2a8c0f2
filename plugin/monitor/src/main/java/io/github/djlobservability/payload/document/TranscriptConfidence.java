package io.github.djlobservability.payload.document;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads how sure a recogniser of speech is of what it wrote: the probabilities of words, or the
 * mean logarithms of those of its segments' tokens, as Whisper writes them. Stateless.
 */
public final class TranscriptConfidence {
  private static final List<String> WORDS = List.of("probability", "confidence", "score", "conf");

  private double sum;
  private double weight;

  private TranscriptConfidence() {}

  /**
   * Returns the geometric mean of the tokens' probabilities, or the mean of the words'; or null.
   */
  public static @Nullable Double of(Map<?, ?> response) {
    TranscriptConfidence segments = new TranscriptConfidence();
    segments.segments(response.get("segments"));
    if (segments.weight > 0) {
      return Math.exp(segments.sum / segments.weight);
    }
    TranscriptConfidence words = new TranscriptConfidence();
    words.words(response.get("words"));
    if (response.get("segments") instanceof Values all) {
      for (int i = 0; i < all.size(); i++) {
        words.words(all.get(i) instanceof Map<?, ?> segment ? segment.get("words") : null);
      }
    }
    return words.weight > 0 ? words.sum / words.weight : null;
  }

  /** A segment counts by its tokens. */
  private void segments(@Nullable Object node) {
    for (int i = 0; node instanceof Values all && i < all.size(); i++) {
      if (all.get(i) instanceof Map<?, ?> segment
          && segment.get("avg_logprob") instanceof Number mean) {
        double tokens = segment.get("tokens") instanceof Values own ? own.size() : 1;
        add(mean.doubleValue(), Math.max(1, tokens));
      }
    }
  }

  private void words(@Nullable Object node) {
    for (int i = 0; node instanceof Values all && i < all.size(); i++) {
      if (all.get(i) instanceof Map<?, ?> word) {
        for (String name : WORDS) {
          if (word.get(name) instanceof Number number) {
            add(number.doubleValue(), 1);
            break;
          }
        }
      }
    }
  }

  private void add(double value, double times) {
    if (Double.isFinite(value)) {
      sum += times * value;
      weight += times;
    }
  }
}
