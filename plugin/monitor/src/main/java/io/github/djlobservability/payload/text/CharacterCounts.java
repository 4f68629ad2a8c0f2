package io.github.djlobservability.payload.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes a model of the characters of some texts, and says of each text how the model of all others
 * takes it. So a text of the reference counts as a new one of the same kind would. Not thread-safe.
 */
final class CharacterCounts {
  /** Grams that are counted at most; texts past that are compared, and not counted. */
  private static final int MAX_COUNTED = 4 * CharacterModel.MAX_GRAMS;

  private static final int BITS = 10;

  private final List<int[]> texts = new ArrayList<>();
  private final CharacterModel alphabet;
  private final IntCounts counts = new IntCounts();
  private final IntCounts textsWith = new IntCounts();
  private final CharacterModel model;
  private int counted;
  private int least = Vocabulary.MIN_TEXTS;

  CharacterCounts(List<String> contents) {
    List<int[]> folded = contents.stream().map(FoldedText::of).toList();
    alphabet = CharacterModel.restore(alphabet(folded), new int[0], new int[0]);
    for (int[] text : folded) {
      int[] symbols = alphabet.symbols(text);
      texts.add(symbols);
      if (counts.size() <= MAX_COUNTED) {
        count(symbols);
        counted++;
      }
    }
    model = model();
  }

  /** Characters that two texts have, the most frequent first. */
  private static int[] alphabet(List<int[]> texts) {
    IntCounts with = new IntCounts();
    for (int[] text : texts) {
      Arrays.stream(text).distinct().filter(c -> c > 0).forEach(c -> with.add(c, 1));
    }
    return Arrays.stream(with.keys())
        .filter(c -> with.get(c) >= Vocabulary.MIN_TEXTS)
        .boxed()
        .sorted((one, other) -> Integer.compare(with.get(other), with.get(one)))
        .limit(CharacterModel.MAX_ALPHABET)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private void count(int[] text) {
    IntCounts own = own(text);
    for (int gram : own.keys()) {
      counts.add(gram, own.get(gram));
      textsWith.add(gram, 1);
    }
  }

  private static IntCounts own(int[] text) {
    IntCounts own = new IntCounts();
    for (int i = FoldedText.BEFORE; i < text.length; i++) {
      int two = (text[i - 1] << BITS) | text[i];
      own.add(text[i], 1);
      own.add(two, 1);
      own.add((text[i - 2] << (2 * BITS)) | two, 1);
    }
    return own;
  }

  private CharacterModel model() {
    int[] kept = kept();
    while (kept.length > CharacterModel.MAX_GRAMS) {
      least++;
      kept = kept();
    }
    int[] keptCounts = new int[kept.length];
    for (int i = 0; i < kept.length; i++) {
      keptCounts[i] = counts.get(kept[i]);
    }
    return CharacterModel.restore(alphabet.alphabet(), kept, keptCounts);
  }

  private int[] kept() {
    return Arrays.stream(counts.keys()).filter(gram -> textsWith.get(gram) >= least).toArray();
  }

  /** Returns the model of all texts. */
  CharacterModel all() {
    return model;
  }

  /** Returns how the model of all other texts takes one of them. */
  double crossEntropy(int text) {
    int[] symbols = texts.get(text);
    CharacterModel.Contexts gone = new CharacterModel.Contexts();
    IntCounts left = new IntCounts();
    IntCounts own = own(symbols);
    for (int gram : own.keys()) {
      int known = model.count(gram);
      if (text >= counted || known == 0) {
        left.add(gram, known);
      } else if (textsWith.get(gram) - 1 < least) {
        gone.add(gram, known, 1);
      } else {
        left.add(gram, known - own.get(gram));
        gone.add(gram, own.get(gram), 0);
      }
    }
    return model.crossEntropy(symbols, left, gone);
  }
}
