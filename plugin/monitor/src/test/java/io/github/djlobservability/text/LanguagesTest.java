package io.github.djlobservability.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.drift.cause.Cause;
import io.github.djlobservability.media.MediaRun;
import io.github.djlobservability.payload.text.Languages;
import io.github.djlobservability.payload.text.TextStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Languages of invented texts are told apart, and subjects of one language are not. */
class LanguagesTest {
  private static final long SEED = 20_261_130;
  private static final int OF_EACH = 300;
  private static final Map<String, List<String>> TEXTS = InventedTexts.corpora(SEED);

  private final Random random = new Random(SEED);

  @BeforeAll
  static void tellSeed() {
    System.out.println("seed " + SEED);
  }

  private static List<String> texts(String corpus, int from, int to) {
    List<String> texts = TEXTS.get(corpus);
    assertThat(texts).isNotNull();
    return texts.subList(from, to);
  }

  private static int[] words(String text) {
    return TextStatistics.of(text).tokenHashes();
  }

  private static Languages of(int each, String... corpora) {
    List<int[]> all = new ArrayList<>();
    for (String corpus : corpora) {
      texts(corpus, 0, each).forEach(text -> all.add(words(text)));
    }
    return Languages.of(all);
  }

  @Test
  void tellsLanguagesApart() {
    Languages languages = of(OF_EACH, "es_one", "it_one", "pl_one", "it_two");
    assertThat(languages.count()).isEqualTo(3);
    for (String corpus : List.of("es_one", "it_one", "pl_one", "it_two", "es_two")) {
      List<Integer> found =
          texts(corpus, 600, 700).stream().map(text -> languages.of(words(text))).toList();
      int own = found.get(0);
      assertThat(found).filteredOn(language -> language == own).hasSizeGreaterThan(95);
    }
    assertThat(languages.of(words(texts("it_two", 800, 801).get(0)))).as("most are of it").isZero();
    assertThat(languages.of(words("12 34"))).isEqualTo(-1);
  }

  @Test
  void subjectsAreNoLanguages() {
    assertThat(of(OF_EACH, "es_one").count()).isEqualTo(1);
    assertThat(of(OF_EACH, "es_one", "es_two").count()).isEqualTo(1);
    assertThat(of(0, "es_one").count()).isEqualTo(1);
    assertThat(of(5, "es_one", "it_one").count()).as("too few to tell").isEqualTo(1);
  }

  @Test
  void anotherMixOfLanguagesIsFoundAndNamed() {
    List<Map<String, @Nullable Object>> usual = new ArrayList<>();
    for (int i = 0; i < OF_EACH; i++) {
      usual.add(mixed(i, 0.5));
    }
    MediaRun run = new MediaRun("", usual);
    for (int i = 0; i < 100; i++) {
      assertThat(run.observe(mixed(OF_EACH + i, 0.5)))
          .extracting(Verdict::status)
          .doesNotContain(Status.DRIFT);
    }
    MediaRun.Found found = run.follow(() -> mixed(random.nextInt(1_200), 0.95), 100, 64);
    assertThat(found.delay()).as(found.sentence()).isLessThan(40);
    assertThat(found.last()).as(found.sentence()).isEqualTo(Cause.LANGUAGE);
  }

  private Map<String, @Nullable Object> mixed(int place, double spanish) {
    String corpus = random.nextDouble() < spanish ? "es_one" : "it_one";
    return Map.of("text", texts(corpus, place, place + 1).get(0));
  }
}
