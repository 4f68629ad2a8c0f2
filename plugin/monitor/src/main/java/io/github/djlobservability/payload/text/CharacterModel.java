package io.github.djlobservability.payload.text;

import java.util.HashMap;
import java.util.Map;

/**
 * How likely each character is after the two before it, in the texts of a reference. Case is left
 * out, digits are one, and so are blanks.
 *
 * <p>Frequencies of one, two and three characters, interpolated: I. H. Witten, T. C. Bell, <i>The
 * Zero-Frequency Problem</i>, IEEE Transactions on Information Theory 37, 1991. What fewer than two
 * texts have is not in it. Memory: at most {@value #MAX_GRAMS} frequencies, 40 bytes each; a text
 * of 512 characters takes about 60 us. Immutable and thread-safe.
 */
public final class CharacterModel {
  static final int MAX_GRAMS = 32_768;

  /** All characters that are not in the alphabet. */
  static final int OTHER = 1_023;

  static final int MAX_ALPHABET = OTHER - 1;

  private static final int BITS = 10;
  private static final double ANY = 1.0 / (1 << BITS);

  private final int[] alphabet;
  private final Map<Integer, Integer> symbols = new HashMap<>();
  private final IntCounts grams = new IntCounts();
  private final Contexts contexts = new Contexts();

  private CharacterModel(int[] alphabet) {
    this.alphabet = alphabet;
    for (int i = 0; i < alphabet.length; i++) {
      symbols.put(alphabet[i], i + 1);
    }
  }

  /**
   * Makes a model of its parts.
   *
   * @param alphabet code points, at most {@value #MAX_ALPHABET}; the place of each, from 1, is its
   *     symbol
   * @param grams one to three symbols of 10 bits each, the last one lowest
   * @param counts how often each is there, above 0
   * @throws IllegalArgumentException if they don't fit together
   */
  public static CharacterModel restore(int[] alphabet, int[] grams, int[] counts) {
    if (alphabet.length > MAX_ALPHABET
        || grams.length != counts.length
        || grams.length > MAX_GRAMS) {
      throw new IllegalArgumentException("sizes of a model of characters do not fit");
    }
    CharacterModel model = new CharacterModel(alphabet.clone());
    for (int i = 0; i < grams.length; i++) {
      if (grams[i] <= 0 || counts[i] <= 0 || grams[i] >>> (3 * BITS) != 0) {
        throw new IllegalArgumentException("a model of characters has no such frequency");
      }
      model.grams.add(grams[i], counts[i]);
      model.contexts.add(grams[i], counts[i], 1);
    }
    return model;
  }

  /** Returns the code points that have a symbol. */
  public int[] alphabet() {
    return alphabet.clone();
  }

  /** Returns all grams, ascending. */
  public int[] grams() {
    return grams.keys();
  }

  /** Returns how often each gram is there. */
  public int[] counts() {
    int[] keys = grams.keys();
    int[] counts = new int[keys.length];
    for (int i = 0; i < keys.length; i++) {
      counts[i] = grams.get(keys[i]);
    }
    return counts;
  }

  int count(int gram) {
    return grams.get(gram);
  }

  /** Returns the symbols of a text: blanks, then one for each character. */
  int[] symbols(String text) {
    return symbols(FoldedText.of(text));
  }

  int[] symbols(int[] folded) {
    int[] all = new int[folded.length];
    for (int i = 0; i < folded.length; i++) {
      all[i] = symbols.getOrDefault(folded[i], OTHER);
    }
    return all;
  }

  /** Returns the bits that a character takes, in the mean; NaN for a text of none. */
  double crossEntropy(String text) {
    return crossEntropy(symbols(text), grams, contexts, new Contexts());
  }

  /** Returns the same for a text that the model is made of, without what is its own. */
  double crossEntropy(int[] text, IntCounts left, Contexts gone) {
    return crossEntropy(text, left, contexts, gone);
  }

  private static double crossEntropy(
      int[] text, IntCounts grams, Contexts contexts, Contexts gone) {
    double bits = 0;
    for (int i = FoldedText.BEFORE; i < text.length; i++) {
      int one = text[i];
      int two = (text[i - 1] << BITS) | one;
      int three = (text[i - 2] << (2 * BITS)) | two;
      double p = ANY;
      for (int gram : new int[] {one, two, three}) {
        int context = gram >>> BITS;
        double followers = contexts.followers(context) - gone.followers(context);
        double total = contexts.total(context) - gone.total(context);
        p = total > 0 ? (grams.get(gram) + followers * p) / (total + followers) : p;
      }
      bits -= Math.log(p) + (one == OTHER ? Math.log(ANY) : 0);
    }
    int characters = text.length - FoldedText.BEFORE;
    return characters == 0 ? Double.NaN : bits / Math.log(2) / characters;
  }

  /** How often what stands before a character is there, and how many different ones follow. */
  static final class Contexts {
    private final IntCounts totals = new IntCounts();
    private final IntCounts followers = new IntCounts();

    void add(int gram, int count, int different) {
      int context = (gram >>> BITS) + 1;
      totals.add(context, count);
      followers.add(context, different);
    }

    int total(int context) {
      return totals.get(context + 1);
    }

    int followers(int context) {
      return followers.get(context + 1);
    }
  }
}
