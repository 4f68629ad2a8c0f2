package io.github.djlobservability.suite.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds what changes a voice on its way to what it says. */
class TelephoneTest {

  @ParameterizedTest
  @CsvSource({
    "100, -60, -20",
    "1000, -1, 1",
    "3000, -2, 1",
    "5000, -Infinity, -35",
    "7500, -Infinity, -35"
  })
  void leavesTheBandAlone(double hertz, double from, double to) {
    Sound tone = tone(hertz);

    double change = 20 * Math.log10(level(Telephone.hear(tone)) / level(tone));

    assertThat(change).isBetween(from, to);
  }

  @Test
  void aSoftVoiceKeepsItsLevelAsALoudOneDoes() {
    for (double gain : new double[] {0.01, 0.1, 1}) {
      Sound tone = tone(1_000);
      Sound voice = new Sound(DoubleStream.of(tone.samples()).map(s -> gain * s).toArray());
      assertThat(level(Telephone.hear(voice)) / level(voice)).isCloseTo(1, within(0.06));
    }
  }

  @Test
  void theStreetIsSixDecibelsBelowTheVoice() {
    Sound voice = tone(1_000);
    double[] heard = Street.around(voice, new SplittableRandom(3)).samples();
    double[] noise =
        IntStream.range(0, heard.length).mapToDouble(i -> heard[i] - voice.samples()[i]).toArray();

    double ratio = 20 * Math.log10(voice.rootMeanSquare() / new Sound(noise).rootMeanSquare());
    assertThat(ratio).isCloseTo(6, within(0.5));
  }

  @Test
  void aFileHasTheSamples(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("tone.wav");
    Sound tone = tone(500);
    Files.write(file, tone.wav());

    assertThat(Sound.read(file).samples()).hasSize(tone.samples().length);
    assertThat(Sound.read(file).wav()).isEqualTo(tone.wav());
  }

  private static Sound tone(double hertz) {
    return new Sound(
        IntStream.range(0, Sound.SAMPLE_RATE)
            .mapToDouble(i -> 0.3 * Math.sin(2 * Math.PI * hertz * i / Sound.SAMPLE_RATE))
            .toArray());
  }

  /** After the filters have settled. */
  private static double level(Sound sound) {
    double[] settled =
        IntStream.range(4_000, 16_000).mapToDouble(i -> sound.samples()[i]).toArray();
    return new Sound(settled).rootMeanSquare();
  }
}
