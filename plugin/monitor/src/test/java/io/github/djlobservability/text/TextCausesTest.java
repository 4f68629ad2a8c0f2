package io.github.djlobservability.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.Verdict;
import io.github.djlobservability.drift.cause.Cause;
import io.github.djlobservability.media.MediaRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Changes of texts are found and named: a small run of the study in docs/studies/text.md, on
 * invented languages.
 */
class TextCausesTest {
  private static final long SEED = 20_261_130;
  private static final int REFERENCE = 500;
  private static final Map<String, List<String>> TEXTS = InventedTexts.corpora(SEED);
  private static final List<Map<String, @Nullable Object>> USUAL = new ArrayList<>();

  @BeforeAll
  static void write() {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    for (String text : texts("es_one").subList(0, REFERENCE + 100)) {
      USUAL.add(item(TextChange.usual(text, random)));
    }
  }

  @ParameterizedTest
  @EnumSource(TextChange.class)
  void aChangeIsFoundAndNamed(TextChange change) {
    Random random = new Random(SEED + change.name().hashCode());
    List<String> texts =
        switch (change) {
          case LANGUAGE -> texts("it_one");
          case SUBJECT -> texts("es_two");
          case SCRIPT -> texts("ru_one");
          default -> texts("es_one").subList(REFERENCE + 100, texts("es_one").size());
        };
    MediaRun run = new MediaRun("", USUAL.subList(0, REFERENCE));
    MediaRun.Found found =
        run.follow(
            () -> item(change.changed(texts.get(random.nextInt(texts.size())), random)), 200, 64);
    assertThat(found.delay()).as(found.sentence()).isLessThan(200);
    assertThat(found.last()).as(found.sentence()).isEqualTo(change.cause);
  }

  /** Errors at first, then another language: a second verdict of the same feature says so. */
  @Test
  void aCauseIsToldAgain() {
    Random random = new Random(SEED);
    MediaRun run = new MediaRun("", USUAL.subList(0, REFERENCE));
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String text =
          i < 70
              ? TextChange.TYPING.changed(texts("es_one").get(REFERENCE + 100 + i), random)
              : texts("it_one").get(i);
      verdicts.addAll(run.observe(item(text)));
    }
    List<Verdict> named = verdicts.stream().filter(v -> v.cause() != null).toList();
    assertThat(named).extracting(TextCausesTest::cause).startsWith(Cause.TYPING);
    assertThat(named).extracting(TextCausesTest::cause).endsWith(Cause.LANGUAGE);
    assertThat(named)
        .as("told again, as it was told before but for the cause")
        .anySatisfy(
            verdict -> {
              assertThat(verdict.previousStatus()).isEqualTo(Status.DRIFT);
              assertThat(verdict.incident())
                  .isNotNull()
                  .satisfies(incident -> assertThat(incident.began()).isLessThan(verdict.item()));
              assertThat(verdict.onset()).isNotNull();
            });
  }

  private static @Nullable Cause cause(Verdict verdict) {
    return verdict.cause() == null ? null : verdict.cause().cause();
  }

  @Test
  void withoutAChangeNothingIsFound() {
    MediaRun run = new MediaRun("", USUAL.subList(0, REFERENCE));
    for (Map<String, @Nullable Object> text : USUAL.subList(REFERENCE, USUAL.size())) {
      assertThat(run.observe(text)).extracting(Verdict::status).doesNotContain(Status.DRIFT);
    }
  }

  private static List<String> texts(String corpus) {
    List<String> texts = TEXTS.get(corpus);
    assertThat(texts).isNotNull();
    return texts;
  }

  private static Map<String, @Nullable Object> item(String text) {
    return Map.of("text", text);
  }
}
