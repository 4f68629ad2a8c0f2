package io.github.djlobservability.payload.document;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds up how sure a model was of the tokens that it wrote, by the logarithms of their
 * probabilities: as OpenAI's chats and completions have them, and DJL's own handlers. Not
 * thread-safe.
 *
 * <p>The entropy of a token is that of the alternatives that are told; what is left of the
 * probability counts as one more. So it is a lower bound, and the closer the more are told.
 */
final class TokenCertainty {
  private double logarithms;
  private long tokens;
  private double entropies;
  private long told;

  /** Adds a choice's {@code logprobs}. */
  void addChoice(@Nullable Object node) {
    if (!(node instanceof Map<?, ?> logprobs)) {
      return;
    }
    if (logprobs.get("content") instanceof Values content) {
      addTokens(content, "logprob");
    }
    if (logprobs.get("token_logprobs") instanceof Values each) {
      for (int i = 0; i < each.size(); i++) {
        add(each.get(i));
      }
    }
    if (logprobs.get("top_logprobs") instanceof Values tops) {
      for (int i = 0; i < tops.size(); i++) {
        addAlternatives(tops.get(i));
      }
    }
  }

  /**
   * Adds tokens that are objects.
   *
   * @param name of the member with the logarithm
   */
  void addTokens(Values all, String name) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i) instanceof Map<?, ?> token) {
        add(token.get(name));
        addAlternatives(token.get("top_logprobs"));
      }
    }
  }

  /** Adds the logarithm of a token's probability, if it is one. */
  void add(@Nullable Object logarithm) {
    if (logarithm instanceof Number number && number.doubleValue() <= 0) {
      double value = number.doubleValue();
      // Servers write -9999 or minus infinity for what can't be.
      logarithms += Math.max(value, Math.log(Double.MIN_NORMAL));
      tokens++;
    }
  }

  /** Adds a token's alternatives: objects with a logarithm each, or logarithms by their token. */
  private void addAlternatives(@Nullable Object node) {
    Entropy entropy = new Entropy();
    if (node instanceof Values all) {
      for (int i = 0; i < all.size(); i++) {
        entropy.add(all.get(i) instanceof Map<?, ?> one ? one.get("logprob") : null);
      }
    } else if (node instanceof Map<?, ?> byToken) {
      byToken.values().forEach(entropy::add);
    }
    if (entropy.any) {
      entropies += entropy.bits();
      told++;
    }
  }

  /** Returns the geometric mean of the tokens' probabilities; null where none is told. */
  @Nullable Double confidence() {
    return tokens == 0 ? null : (Double) Math.exp(logarithms / tokens);
  }

  /** Returns the mean entropy of a token in bits; null where no alternatives are told. */
  @Nullable Double entropy() {
    return told == 0 ? null : (Double) (entropies / told);
  }

  private static final class Entropy {
    private double bits;
    private double sum;
    private boolean any;

    void add(@Nullable Object logarithm) {
      if (logarithm instanceof Number number && number.doubleValue() <= 0) {
        any = true;
        double probability = Math.exp(number.doubleValue());
        sum += probability;
        bits += bitsOf(probability);
      }
    }

    double bits() {
      return bits + bitsOf(1 - sum);
    }

    private static double bitsOf(double probability) {
      return probability > 0 ? -probability * Math.log(probability) / Math.log(2) : 0;
    }
  }
}
