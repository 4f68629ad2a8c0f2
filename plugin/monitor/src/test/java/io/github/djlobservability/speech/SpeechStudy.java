package io.github.djlobservability.speech;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.drift.Status;
import io.github.djlobservability.drift.cause.Cause;
import io.github.djlobservability.media.MediaRun;
import io.github.djlobservability.payload.audio.Sound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
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
  private static final int SEEDS = 50;
  private static final int POOL = 1_000;
  private static final int BEFORE = 100;
  private static final int MOST = 200;
  private static final long SEED = 50_000;

  @Test
  void findsAndNamesChanges() throws IOException {
    Speech speech = speech();
    Random random = new Random(99);
    List<Map<String, @Nullable Object>> usual = new ArrayList<>();
    for (int i = 0; i < POOL; i++) {
      usual.add(speech.usual(random));
    }
    System.out.println("| change | median | 95 % | early | right | unclear | wrong |");
    for (Change change : Change.values()) {
      Row row = row(change, speech, usual);
      System.out.println(row);
      assertThat(row.wrong()).as(change.name()).isLessThanOrEqualTo(SEEDS / 20);
    }
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

  private static Row row(Change change, Speech speech, List<Map<String, @Nullable Object>> usual) {
    List<Integer> delays = new ArrayList<>();
    Map<Cause, Integer> causes = new EnumMap<>(Cause.class);
    int early = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
      List<Map<String, @Nullable Object>> shuffled = new ArrayList<>(usual);
      Collections.shuffle(shuffled, new Random(seed));
      MediaRun run = new MediaRun("audio", shuffled.subList(0, MediaRun.REFERENCE));
      boolean alarm = false;
      for (int i = 0; i < BEFORE; i++) {
        alarm |=
            run.observe(shuffled.get(MediaRun.REFERENCE + i)).stream()
                .anyMatch(verdict -> verdict.status() == Status.DRIFT);
      }
      early += alarm ? 1 : 0;
      Random random = new Random(SEED + 1_000L * change.name().hashCode() + seed);
      Change.Effect effect = change.draw(random, speech);
      MediaRun.Found found = run.find(() -> speech.changed(change, effect, random), MOST);
      delays.add(found.delay());
      causes.merge(found.cause(), 1, Integer::sum);
    }
    Collections.sort(delays);
    int right = causes.getOrDefault(change.cause, 0);
    int unclear = causes.getOrDefault(Cause.UNCLEAR, 0);
    return new Row(
        change,
        delays.get(SEEDS / 2),
        delays.get((int) (0.95 * SEEDS)),
        early,
        right,
        unclear,
        SEEDS - right - unclear);
  }

  /** One line of the table. */
  private record Row(
      Change change, int median, int most, int early, int right, int unclear, int wrong) {
    @Override
    public String toString() {
      return "| %s | %d | %d | %d | %d | %d | %d |"
          .formatted(change, median, most, early, right, unclear, wrong);
    }
  }
}
