package io.github.djlobservability.payload.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TextReferenceTest {
  private static final long SEED = 3;
  private static final String[] WORDS = {
    "the", "kitchen", "window", "opens", "slowly", "when", "morning", "comes", "and", "somebody",
    "makes", "coffee", "for", "everybody", "who", "sleeps", "under", "heavy", "blankets", "again"
  };

  private final SplittableRandom random = new SplittableRandom(SEED);

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      // A name or a number that no other text has stands in some, and there are slips.
      String own = random.nextInt(5) == 0 ? Integer.toString(random.nextInt(1 << 20), 36) : "";
      String slip = random.nextInt(9) == 0 ? Character.toString('a' + random.nextInt(26)) : "";
      text.append(slip).append(WORDS[random.nextInt(WORDS.length)]).append(own).append(' ');
    }
    return text.toString();
  }

  private static TextReference.Made made(List<String> texts) {
    Vocabulary vocabulary = new Vocabulary(20_000);
    List<TextStatistics> all = texts.stream().map(TextStatistics::of).toList();
    all.forEach(vocabulary::add);
    return TextReference.of(vocabulary, all.stream().map(vocabulary::comparedWithOthers).toList());
  }

  /** Each text of the reference counts as a model of the others alone takes it. */
  @Test
  void aTextOfTheReferenceIsComparedWithTheOthersAlone() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      texts.add(text());
    }
    TextReference.Made all = made(texts);
    for (int i = 0; i < texts.size(); i++) {
      List<String> others = new ArrayList<>(texts);
      String own = others.remove(i);
      TextStatistics measured = made(others).reference().measured(own);
      TextStatistics known = all.texts().get(i);
      assertThat(known.figure(TextFigure.MISSPELT)).isEqualTo(measured.figure(TextFigure.MISSPELT));
      assertThat(known.figure(TextFigure.CROSS_ENTROPY))
          .isCloseTo(measured.figure(TextFigure.CROSS_ENTROPY), within(0.15));
    }
  }

  /** So new texts of the same kind score neither better nor worse. */
  @Test
  void newTextsScoreAsThoseOfTheReference() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      texts.add(text());
    }
    TextReference.Made made = made(texts);
    for (TextFigure figure :
        List.of(TextFigure.CROSS_ENTROPY, TextFigure.MISSPELT, TextFigure.COMMON)) {
      double[] old = made.texts().stream().mapToDouble(text -> text.figure(figure)).toArray();
      double[] fresh = new double[4_000];
      Arrays.setAll(fresh, i -> made.reference().measured(text()).figure(figure));
      double deviation =
          Math.sqrt(Arrays.stream(old).map(x -> x * x).average().orElse(0) - square(mean(old)));
      assertThat((mean(fresh) - mean(old)) / deviation)
          .as("%s, seed %d", figure, SEED)
          .isBetween(-0.15, 0.15);
    }
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  private static double square(double value) {
    return value * value;
  }

  /** A model of one symbol knows it for certain, and pays for what it has never seen. */
  @Test
  void aCharacterThatAlwaysComesTakesNoBits() {
    List<String> texts = List.of("aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa");
    TextReference reference = made(texts).reference();
    double same = reference.measured("aaaaaaaa").figure(TextFigure.CROSS_ENTROPY);
    assertThat(same).isLessThan(0.5);
    assertThat(reference.measured("ЖЖЖЖЖЖЖЖ").figure(TextFigure.CROSS_ENTROPY))
        .isGreaterThan(10 + same);
    assertThat(reference.measured("").figure(TextFigure.CROSS_ENTROPY)).isNaN();
  }

  /** By hand, after Witten and Bell: one symbol of two, seen as often as the other. */
  @Test
  void interpolatesAsWittenAndBellDo() {
    CharacterModel model =
        CharacterModel.restore(new int[] {'a', 'b'}, new int[] {1, 2}, new int[] {6, 2});
    double p = (6 + 2 / 1024.0) / (8 + 2);
    assertThat(model.crossEntropy("a")).isCloseTo(-Math.log(p) / Math.log(2), within(1e-12));
  }

  @Test
  void findsWordsThatAreOneLetterFromKnownOnes() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      texts.add(text());
    }
    TextReference reference = made(texts).reference();
    assertThat(misspelt(reference, "window kitchen morning")).isZero();
    assertThat(misspelt(reference, "wndow kitchhen mornign slawly")).isEqualTo(1);
    assertThat(misspelt(reference, "window xylophone quartz morning")).isZero();
    assertThat(misspelt(reference, "window wndow xylophone morning")).isEqualTo(0.25);
    assertThat(misspelt(reference, "a b 12")).isNaN();
  }

  private static double misspelt(TextReference reference, String text) {
    return reference.measured(text).figure(TextFigure.MISSPELT);
  }

  @Test
  void sharesAreOfWhatIsWritten() {
    TextStatistics text = TextStatistics.of("AB cd 12 где 東京!");
    assertThat(text.figure(TextFigure.LATIN)).isCloseTo(4 / 12.0, within(1e-6));
    assertThat(text.figure(TextFigure.CYRILLIC)).isCloseTo(3 / 12.0, within(1e-6));
    assertThat(text.figure(TextFigure.HAN)).isCloseTo(2 / 12.0, within(1e-6));
    assertThat(text.figure(TextFigure.DIGITS)).isCloseTo(2 / 12.0, within(1e-6));
    assertThat(text.figure(TextFigure.PUNCTUATION)).isCloseTo(1 / 12.0, within(1e-6));
    assertThat(text.figure(TextFigure.CAPITALS)).isCloseTo(2 / 7.0, within(1e-6));
    assertThat(text.figure(TextFigure.GREEK)).isZero();
    assertThat(TextStatistics.of("こん ニチ").figure(TextFigure.KANA)).isEqualTo(1);
    assertThat(TextStatistics.of("12").figure(TextFigure.CAPITALS)).isNaN();
    assertThat(TextStatistics.of(" ").figure(TextFigure.LATIN)).isNaN();
    assertThat(TextStatistics.of("नमस्ते").figure(TextFigure.DEVANAGARI)).isEqualTo(1);
  }

  @Test
  void keepsNothingThatWasWritten() {
    TextReference.Made made = made(List.of("one text", "one text"));
    assertThat(made.texts()).extracting(TextStatistics::content).containsOnlyNulls();
    assertThat(made.reference().measured("one text").content()).isNull();
  }
}
