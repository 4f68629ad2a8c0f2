package io.github.djlobservability.speech;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.Verdict;
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
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * Changes of speech are found and named: a small run of the study in docs/studies/speech.md, on a
 * synthesiser of its own.
 */
class SpeechCausesTest {
  private static final long SEED = 20_261_129;
  private static final int REFERENCE = 300;

  private static final Speech SPEECH = new Speech();
  private static final List<Map<String, @Nullable Object>> USUAL = new ArrayList<>();

  @BeforeAll
  static void speak() {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    for (int i = 0; i < 60; i++) {
      Voices man = new Voices(110 + 10 * random.nextGaussian(), 1, 4);
      SPEECH.reference().add(man.say(random));
      SPEECH.voices().add(new Voices(210, 1.2, 4).say(random));
      SPEECH.language().add(new Voices(110, 1, 6).say(random));
    }
    for (int i = 0; i < REFERENCE + 100; i++) {
      USUAL.add(SPEECH.usual(random));
    }
  }

  @ParameterizedTest
  @EnumSource(value = Change.class, mode = Mode.EXCLUDE, names = "ROOM")
  void aChangeIsFoundAndNamed(Change change) {
    Random random = new Random(SEED + change.name().hashCode());
    MediaRun run = new MediaRun("audio", USUAL.subList(0, REFERENCE));
    Change.Effect effect = change.draw(random, SPEECH);
    MediaRun.Found found = run.follow(() -> SPEECH.changed(change, effect, random), 100, 16);
    assertThat(found.delay()).as(found.sentence()).isLessThan(100);
    assertThat(found.last()).as(found.sentence()).isEqualTo(change.cause);
  }

  @Test
  void withoutAChangeNothingIsFound() {
    MediaRun run = new MediaRun("audio", USUAL.subList(0, REFERENCE));
    for (Map<String, @Nullable Object> recording : USUAL.subList(REFERENCE, USUAL.size())) {
      assertThat(run.observe(recording)).extracting(Verdict::status).doesNotContain(Status.DRIFT);
    }
  }
}
