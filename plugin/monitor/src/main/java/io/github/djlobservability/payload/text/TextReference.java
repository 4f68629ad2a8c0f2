package io.github.djlobservability.payload.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a text is compared with: the words and the characters of the reference's texts.
 * Immutable, but for the vocabulary, and thread-safe once that is filled.
 */
public final class TextReference {
  /** As many texts of a reference are compared with its others: enough for a distribution. */
  public static final int MAX_TEXTS = 2_000;

  private final Vocabulary vocabulary;
  private final @Nullable CharacterModel characters;
  private final int[] letters;

  /**
   * @param characters null where a reference is older than they are, or still to be made
   */
  public TextReference(Vocabulary vocabulary, @Nullable CharacterModel characters) {
    this.vocabulary = vocabulary;
    this.characters = characters;
    this.letters = Spelling.letters(characters == null ? new int[0] : characters.alphabet());
  }

  public Vocabulary vocabulary() {
    return vocabulary;
  }

  public @Nullable CharacterModel characters() {
    return characters;
  }

  /** Measures a text that is to be compared. */
  public TextStatistics measured(String text) {
    TextStatistics own = vocabulary.compared(TextStatistics.of(text));
    String content = own.content();
    if (characters == null || content == null) {
      return own.withoutContent();
    }
    return own.with(TextFigure.CROSS_ENTROPY, characters.crossEntropy(content))
        .with(TextFigure.MISSPELT, Spelling.misspelt(content, letters, vocabulary::knows))
        .withoutContent();
  }

  /**
   * Makes a reference of texts whose words are in the vocabulary already, and measures each as one
   * that is new to it.
   *
   * @param texts of which the beginnings are still there
   */
  public static Made of(Vocabulary vocabulary, List<TextStatistics> texts) {
    List<String> contents = new ArrayList<>();
    for (TextStatistics text : texts) {
      String content = text.content();
      contents.add(content == null ? "" : content);
    }
    CharacterCounts counts = new CharacterCounts(contents);
    TextReference made = new TextReference(vocabulary, counts.all());
    List<TextStatistics> measured = new ArrayList<>();
    for (int i = 0; i < contents.size(); i++) {
      TextStatistics text = texts.get(i);
      double misspelt =
          Spelling.misspelt(contents.get(i), made.letters, vocabulary.withoutOwn(text));
      measured.add(
          text.with(TextFigure.CROSS_ENTROPY, counts.crossEntropy(i))
              .with(TextFigure.MISSPELT, misspelt)
              .withoutContent());
    }
    return new Made(made, measured);
  }

  /**
   * A reference with its own texts as they are measured.
   *
   * @param texts in their order
   */
  public record Made(TextReference reference, List<TextStatistics> texts) {}
}
