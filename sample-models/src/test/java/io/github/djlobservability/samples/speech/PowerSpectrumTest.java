package io.github.djlobservability.samples.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PowerSpectrumTest {

  @Test
  void aToneHasItsPowerAtItsFrequency() {
    float[] tone = new float[PowerSpectrum.SIZE];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (float) Math.sin(2 * Math.PI * 40 * i / PowerSpectrum.SIZE);
    }
    double[] power = PowerSpectrum.of(tone, 0);

    assertThat(IntStream.range(0, power.length).reduce((a, b) -> power[a] >= power[b] ? a : b))
        .hasValue(40);
    // The window leaves a half of the amplitude: a quarter of SIZE squared, times a quarter.
    assertThat(power[40]).isCloseTo(PowerSpectrum.SIZE * PowerSpectrum.SIZE / 16.0, within(1.0));
    assertThat(DoubleStream.of(power).sum() - power[39] - power[40] - power[41])
        .isCloseTo(0, within(1e-3));
  }

  @Test
  void beyondTheEndIsSilence() {
    assertThat(PowerSpectrum.of(new float[] {1, 1}, 2)).containsOnly(0);
  }
}
