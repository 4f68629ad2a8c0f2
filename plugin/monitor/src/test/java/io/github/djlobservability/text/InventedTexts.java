package io.github.djlobservability.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Texts of invented languages: words of syllables that are the language's own, some of them much
 * more frequent than others (Zipf). A third of the words of a subject are its own.
 */
final class InventedTexts {
  private static final int TEXTS = 1_200;
  private static final int WORDS = 400;

  private final List<String> syllables = new ArrayList<>();
  private final List<String> common = new ArrayList<>();
  private final Random random;

  private InventedTexts(String consonants, String vowels, long seed) {
    random = new Random(seed);
    for (int i = 0; i < 40; i++) {
      syllables.add(any(consonants) + any(vowels) + (i % 3 == 0 ? any(consonants) : ""));
    }
    for (int i = 0; i < WORDS; i++) {
      common.add(word());
    }
  }

  /** Two languages of Latin letters and one of Cyrillic, each with two subjects. */
  static Map<String, List<String>> corpora(long seed) {
    Map<String, List<String>> all = new TreeMap<>();
    add(all, "es", new InventedTexts("bdlmnrst", "aeio", seed));
    add(all, "it", new InventedTexts("fghkpvwz", "aouy", seed + 1));
    add(all, "pl", new InventedTexts("cdjkszwr", "aeiy", seed + 2));
    add(all, "ru", new InventedTexts("бвдлмнст", "аеио", seed + 3));
    return all;
  }

  private static void add(Map<String, List<String>> to, String name, InventedTexts language) {
    to.put(name + "_one", language.subject());
    to.put(name + "_two", language.subject());
  }

  private String any(String letters) {
    int at = random.nextInt(letters.length());
    return letters.substring(at, at + 1);
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < 2 + random.nextInt(3); i++) {
      word.append(syllables.get(random.nextInt(syllables.size())));
    }
    return word.toString();
  }

  private List<String> subject() {
    List<String> own = new ArrayList<>();
    for (int i = 0; i < WORDS; i++) {
      own.add(word());
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < TEXTS; i++) {
      StringBuilder text = new StringBuilder();
      int words = 15 + random.nextInt(25);
      for (int j = 0; j < words; j++) {
        List<String> of = random.nextDouble() < 0.65 ? common : own;
        String word = of.get((int) (WORDS * Math.pow(random.nextDouble(), 3)));
        text.append(j == 0 ? word.substring(0, 1).toUpperCase(Locale.ROOT) : "");
        text.append(j == 0 ? word.substring(1) : " " + word);
      }
      texts.add(text.append('.').toString());
    }
    return texts;
  }
}
