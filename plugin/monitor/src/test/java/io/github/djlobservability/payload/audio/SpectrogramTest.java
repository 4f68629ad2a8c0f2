package io.github.djlobservability.payload.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpectrogramTest {
  private static final int ROWS = 80;

  private static int loudestRow(Spectrogram spectrogram, int column) {
    int loudest = 0;
    for (int row = 0; row < ROWS; row++) {
      float here = spectrogram.loudness(row * spectrogram.columns() + column);
      loudest =
          here > spectrogram.loudness(loudest * spectrogram.columns() + column) ? row : loudest;
    }
    return loudest;
  }

  /** Returns where a tone is, on the mel scale from the top. */
  private static int row(double hertz) {
    return (int) (ROWS * (1 - MelBands.mel(hertz) / MelBands.mel(8_000)));
  }

  @Test
  void aToneIsWhereItsFrequencyIsAndLouderThanTheRest() {
    float[] wave = new float[32_000];
    for (int i = 0; i < wave.length; i++) {
      double hertz = i < wave.length / 2 ? 500 : 3_000;
      wave[i] = (float) (0.3 * Math.sin(2 * Math.PI * hertz * i / 16_000));
    }
    Spectrogram spectrogram = Spectrogram.of(AudioClip.ofWave(16_000, wave), 100, ROWS);
    assertThat(spectrogram.columns()).isEqualTo(100);
    assertThat(spectrogram.seconds()).isEqualTo(2);
    assertThat(spectrogram.highestHz()).isEqualTo(8_000);
    assertThat(loudestRow(spectrogram, 10)).isCloseTo(row(500), within(1));
    assertThat(loudestRow(spectrogram, 90)).isCloseTo(row(3_000), within(1));
    assertThat(spectrogram.loudness(row(3_000) * 100 + 10)).isLessThan(0.2f);
  }

  @Test
  void silenceAndNothingAreWhite() {
    for (int length : new int[] {1, 8_000}) {
      Spectrogram silent = Spectrogram.of(AudioClip.ofWave(8_000, new float[length]), 10, ROWS);
      for (int i = 0; i < silent.columns() * silent.rows(); i++) {
        assertThat(silent.loudness(i)).isZero();
      }
    }
  }
}
