package io.github.djlobservability.speech;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.media.ChangeRow;
import io.github.djlobservability.media.FalseAlarms;
import io.github.djlobservability.media.MediaRun;
import io.github.djlobservability.media.QuickRandom;
import io.github.djlobservability.payload.audio.Sound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Eleven changes of speech, 50 of each, on the clean recordings of a folder ({@code
 * -Dspeech.folder}): {@code ref_*.wav}, {@code voices_*.wav}, {@code lang-*.wav}; docs/studies/
 * speech.md says how they are made. Without it, on the tests' synthesiser.
 */
class SpeechStudy {
  private static final int SEEDS = Integer.getInteger("speech.seeds", 50);
  private static final int RUNS = Integer.getInteger("speech.runs", 50);
  private static final long RUN_TIME = Long.getLong("speech.run-time", 1_000);
  private static final long SEED = Long.getLong("speech.seed", 50_000);

  /** The changes that a property names; all without it. */
  private static final List<Change> CHANGES =
      Stream.of(Change.values())
          .filter(
              change -> System.getProperty("speech.changes", change.name()).contains(change.name()))
          .toList();

  @Test
  void findsAndNamesChanges() throws IOException {
    Speech speech = speech();
    List<Map<String, @Nullable Object>> usual = usual(speech, 2 * MediaRun.REFERENCE);
    System.out.println(ChangeRow.HEAD);
    for (Change change : CHANGES) {
      ChangeRow row =
          ChangeRow.of(
              change.name(),
              change.cause,
              "audio",
              usual,
              SEEDS,
              SEED,
              draw -> {
                Change.Effect effect = change.draw(draw, speech);
                return () -> speech.changed(change, effect, draw);
              });
      System.out.println(row);
      assertThat(row.wrong()).as(change.name()).isLessThanOrEqualTo(SEEDS / 10 + 1);
    }
  }

  /** How many alarms there are without a change, of a pool of utterances in many orders. */
  @Test
  void keepsTheBudgetWithoutAChange() throws IOException {
    FalseAlarms found =
        FalseAlarms.ofPool("audio", RUNS, RUN_TIME, usual(speech(), 2 * FalseAlarms.ITEMS), SEED);
    System.out.println(found);
    assertThat(found.rate()).isBetween(0.5, 2.0);
  }

  private static List<Map<String, @Nullable Object>> usual(Speech speech, int count) {
    Random random = new QuickRandom(SEED + 99);
    List<Map<String, @Nullable Object>> usual = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      usual.add(speech.usual(random));
    }
    return usual;
  }

  private static Speech speech() throws IOException {
    String folder = System.getProperty("speech.folder");
    Speech speech = new Speech();
    if (folder == null) {
      Random random = new Random(SEED);
      for (int i = 0; i < 200; i++) {
        speech.reference().add(new Voices(110 + 10 * random.nextGaussian(), 1, 4).say(random));
        speech.voices().add(new Voices(210, 1.2, 4).say(random));
        speech.language().add(new Voices(110, 1, 6).say(random));
      }
      return speech;
    }
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        List<float[]> store =
            name.startsWith("ref")
                ? speech.reference()
                : name.startsWith("voices") ? speech.voices() : speech.language();
        store.add(Sound.resampled(Files.readAllBytes(file)));
      }
    }
    return speech;
  }
}
