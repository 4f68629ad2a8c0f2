package io.github.djlobservability.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.payload.audio.Sound;
import io.github.djlobservability.profile.ReferenceProfile;
import io.github.djlobservability.profile.file.ProfileFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads folders and lists of recordings. */
class RecordingsTest {
  private static final long SEED = 15;
  private static final int LENGTH = Sound.RATE / 2;

  @TempDir Path folder;

  private final Random random = new Random(SEED);

  /** Writes pieces of a voice, each in noise of its own. */
  private Path recordings(String name, int count, double noise) throws IOException {
    Path place = Files.createDirectories(folder.resolve(name).resolve("deep"));
    float[] voice = Sound.voice();
    for (int i = 0; i < count; i++) {
      float[] wave = new float[LENGTH];
      int from = random.nextInt(voice.length - LENGTH);
      double loudness = noise * Math.exp(0.3 * random.nextGaussian());
      for (int j = 0; j < LENGTH; j++) {
        wave[j] = (float) (voice[from + j] + loudness * random.nextGaussian());
      }
      Files.write(place.resolve(String.format("%04d.wav", i)), Sound.wav(wave, Sound.RATE));
    }
    return folder.resolve(name);
  }

  @Test
  void aFolderIsAReferenceAndAStreamWithALikelyCause() throws IOException {
    System.out.println("seed " + SEED);
    Path profile = folder.resolve("profile.json");
    CommandLineRun made =
        CommandLineRun.of(
            "profile", "--input", recordings("usual", 150, 0.0002), "--output", profile);
    assertThat(made.code()).as(made.toString()).isZero();
    assertThat(made.out()).startsWith("150 rows, 48 features");
    CommandLineRun replayed =
        CommandLineRun.of(
            "replay", "--reference", profile, "--input", recordings("noisy", 60, 0.01));
    assertThat(replayed.out()).contains("DRIFT  audio.", "; looks like noise (noise_floor_dbfs +");
    assertThat(replayed.code()).isEqualTo(2);
  }

  @Test
  void aTableOfPathsHasTheOtherColumnsBesideTheFigures() throws IOException {
    Path usual = recordings("usual", 30, 0.0002);
    Files.write(usual.resolve("deep/0003.wav"), Arrays.copyOf(Sound.wav(new float[9], 8_000), 50));
    StringBuilder table = new StringBuilder("speaker,path,words\n");
    for (int i = 0; i < 30; i++) {
      table.append(String.format("s%d,usual/deep/%04d.wav,%d%n", i % 3, i, i % 5));
    }
    Path list = Files.writeString(folder.resolve("list.csv"), table);
    Path output = folder.resolve("profile.json");
    CommandLineRun made = CommandLineRun.of("profile", "--input", list, "--output", output);
    assertThat(made.code()).as(made.toString()).isZero();
    ReferenceProfile profile = ProfileFile.read(output);
    assertThat(profile.rowCount()).isEqualTo(30);
    assertThat(profile.schema().features())
        .extracting(feature -> feature.name())
        .contains("speaker", "words", "audio.pitch_hz", "audio.channels")
        .doesNotContain("path");
  }

  @Test
  void aColumnThatNamesRecordingsAndIsCalledOtherwiseIsTold() throws IOException {
    Path unused = recordings("usual", 30, 0.0002);
    StringBuilder table = new StringBuilder("audio,words,note\n");
    for (int i = 0; i < 30; i++) {
      table.append(String.format("usual/deep/%04d.wav,%d,see b.wav%n", i, i % 5));
    }
    Path list = Files.writeString(folder.resolve("others.csv"), table);
    Path output = folder.resolve("others.json");
    CommandLineRun made = CommandLineRun.of("profile", "--input", list, "--output", output);
    assertThat(made.out() + made.err())
        .contains(
            "the column audio has the names of recordings or images; call it path, and these are"
                + " read");
  }

  @Test
  void saysWhatIsNotThere() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    CommandLineRun nothing = CommandLineRun.of("profile", "--input", empty, "--output", "o");
    assertThat(nothing.code()).isEqualTo(1);
    assertThat(nothing.err()).contains("has no recordings (.wav, .aiff, .au)");
  }
}
