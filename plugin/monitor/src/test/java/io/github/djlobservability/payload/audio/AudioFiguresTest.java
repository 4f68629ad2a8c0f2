package io.github.djlobservability.payload.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Measures sound. The golden values are of numpy 2.4.6, scipy 1.17.1 and librosa 0.11.0 for {@link
 * Sound#voice}, with frames of 400 samples every 160, {@code n_fft=512}, a Hann window, {@code
 * center=False}.
 */
class AudioFiguresTest {
  private static final Wave VOICE = Wave.of(clip(Sound.voice()));
  private static final Framing FRAMING = Framing.of(VOICE);
  private static final int[] ALL = IntStream.range(0, FRAMING.count()).toArray();

  private static AudioClip clip(float[] wave) {
    return AudioClip.ofWave(Sound.RATE, wave);
  }

  @Test
  void powersOfFramesAreLibrosas() {
    // librosa.feature.rms(y, frame_length=400, hop_length=160, center=False) ** 2
    double[] powers = FRAMING.powers(VOICE);
    assertThat(powers).hasSize(198);
    assertThat(powers[0]).isCloseTo(1.3316116e-6, within(1e-11));
    assertThat(powers[50]).isCloseTo(1.3687089e-6, within(1e-11));
    assertThat(powers[99]).isCloseTo(1.2876178e-6, within(1e-11));
    assertThat(powers[197]).isCloseTo(1.3769655e-6, within(1e-11));
  }

  @Test
  void meanSpectrumIsLibrosas() {
    // (abs(librosa.stft(y, n_fft=512, hop_length=160, win_length=400)) ** 2).mean(axis=1)
    MeanSpectrum spectrum = MeanSpectrum.of(VOICE, FRAMING, ALL);
    assertThat(spectrum.powers()).hasSize(257);
    assertThat(spectrum.total()).isCloseTo(453.1205, within(1e-3));
    assertThat(spectrum.powers()[10]).isCloseTo(18.334515, within(1e-4));
    assertThat(spectrum.powers()[100]).isCloseTo(1.943664e-4, within(1e-8));
  }

  @Test
  void rollOffIsLibrosas() {
    // librosa.feature.spectral_rolloff(S=mean, roll_percent=0.95)
    assertThat(MeanSpectrum.of(VOICE, FRAMING, ALL).rollOff()).isEqualTo(843.75);
  }

  @Test
  void melBandsAreLibrosas() {
    // librosa.filters.mel(n_mels=12, fmin=50, fmax=8000, htk=True, norm=None), in dB to their sum
    double[] expected = {
      -1.8965, -7.42, -10.717, -13.2874, -15.3195, -19.5811, -32.8786, -48.8141, -48.0586, -47.2954,
      -46.6338, -45.7485
    };
    double[] shares = MelBands.shares(MeanSpectrum.of(VOICE, FRAMING, ALL));
    for (int band = 0; band < expected.length; band++) {
      assertThat(shares[band]).as("band %d", band).isCloseTo(expected[band], within(2e-3));
    }
  }

  @Test
  void pitchAgreesWithYin() {
    // median of librosa.yin(fmin=60, fmax=400): 140.13 Hz; of pyin: 141.07 Hz, 4.5 semitones
    Map<String, @Nullable Object> figures = AudioFigures.of(clip(Sound.voice()));
    assertThat(number(figures, AudioFigure.PITCH)).isCloseTo(140.5, within(2.0));
    assertThat(number(figures, AudioFigure.PITCH_RANGE)).isCloseTo(4.5, within(0.5));
    assertThat(number(figures, AudioFigure.VOICED_SHARE)).isGreaterThan(0.95);
  }

  @Test
  void speechAndPausesAreToldApart() {
    Map<String, @Nullable Object> figures = AudioFigures.of(clip(Sound.voice()));
    // 0.002 of uniform noise has a power of 0.002^2 / 3: -58.75 dB; some pauses begin within a
    // word.
    assertThat(number(figures, AudioFigure.NOISE_FLOOR)).isBetween(-59.0, -53.0);
    assertThat(number(figures, AudioFigure.SPEECH_SHARE)).isBetween(0.5, 0.9);
    assertThat(number(figures, AudioFigure.SPEAKING_RATE)).isCloseTo(2.5, within(0.6));
    assertThat(number(figures, AudioFigure.SILENCE_SHARE)).isZero();
    double snr = number(figures, AudioFigure.LEVEL) - number(figures, AudioFigure.NOISE_FLOOR);
    assertThat(number(figures, AudioFigure.SNR)).isCloseTo(snr, within(0.01));
  }

  @Test
  void levelMovesWithTheGainAndTheSpectrumDoesNot() {
    float[] quiet = Sound.voice();
    for (int i = 0; i < quiet.length; i++) {
      quiet[i] *= 0.5f;
    }
    Map<String, @Nullable Object> before = AudioFigures.of(clip(Sound.voice()));
    Map<String, @Nullable Object> after = AudioFigures.of(clip(quiet));
    for (AudioFigure moved : new AudioFigure[] {AudioFigure.LEVEL, AudioFigure.PEAK}) {
      assertThat(number(after, moved)).isCloseTo(number(before, moved) - 6.0206, within(1e-3));
    }
    for (int band = 0; band < AudioFigure.bands(); band++) {
      String name = AudioFigure.band(AudioFigure.SPEECH_BAND, band);
      assertThat((Double) after.get(name)).isCloseTo((Double) before.get(name), within(1e-3));
    }
  }

  @Test
  void clippedSamplesAndOffsetsAreSeen() {
    float[] clipped = Sound.voice();
    for (int i = 0; i < clipped.length; i++) {
      clipped[i] = Math.max(-0.1f, Math.min(0.1f, clipped[i])) + 0.05f;
    }
    Map<String, @Nullable Object> figures = AudioFigures.of(clip(clipped));
    assertThat(number(figures, AudioFigure.CLIPPED)).isGreaterThan(0.1);
    assertThat(number(figures, AudioFigure.DC_OFFSET)).isCloseTo(0.05, within(0.01));
    assertThat(number(AudioFigures.of(clip(Sound.voice())), AudioFigure.CLIPPED)).isLessThan(1e-3);
  }

  @Test
  void humOfMainsIsSeenAtBothFrequencies() {
    double without = number(AudioFigures.of(clip(noise(3))), AudioFigure.HUM);
    for (double mains : new double[] {50, 60}) {
      float[] humming = noise(3);
      for (int i = 0; i < humming.length; i++) {
        humming[i] += (float) (0.005 * Math.sin(2 * Math.PI * mains * i / Sound.RATE));
      }
      assertThat(number(AudioFigures.of(clip(humming)), AudioFigure.HUM))
          .isGreaterThan(without + 10);
    }
  }

  @Test
  void anEchoFadesSlowly() {
    float[] dry = bursts();
    float[] wet = dry.clone();
    Random random = new Random(7);
    double loudness = 0;
    for (int i = 0; i < wet.length; i++) {
      // 60 dB in half a second
      loudness = Math.max(loudness * Math.pow(10, -3 / (0.5 * Sound.RATE)), Math.abs(dry[i]));
      wet[i] += (float) (0.2 * loudness * random.nextGaussian());
    }
    double before = number(AudioFigures.of(clip(dry)), AudioFigure.FADING);
    double after = number(AudioFigures.of(clip(wet)), AudioFigure.FADING);
    assertThat(before).isGreaterThan(400);
    assertThat(after).isLessThan(300);
  }

  @Test
  void eightBitsAreSeenInSixteen() {
    float[] coded = Sound.voice();
    for (int i = 0; i < coded.length; i++) {
      coded[i] = Math.round(coded[i] * 127) / 127f;
    }
    assertThat(number(AudioFigures.of(clip(coded)), AudioFigure.RESOLUTION)).isLessThan(8);
    assertThat(number(AudioFigures.of(clip(Sound.voice())), AudioFigure.RESOLUTION))
        .isGreaterThan(11);
  }

  @Test
  void silenceAndShortSoundsHaveFewFigures() {
    Map<String, @Nullable Object> silence = AudioFigures.of(clip(new float[Sound.RATE]));
    assertThat(silence.get(AudioFigure.LEVEL.label())).isNull();
    assertThat(silence.get(AudioFigure.PITCH.label())).isNull();
    assertThat(number(silence, AudioFigure.SILENCE_SHARE)).isOne();
    Map<String, @Nullable Object> one = AudioFigures.of(clip(new float[] {0.5f}));
    assertThat(number(one, AudioFigure.PEAK)).isCloseTo(-6.02, within(0.01));
    assertThat(one.get(AudioFigure.SPEECH_SHARE.label())).isNull();
    assertThat(one.keySet()).isEqualTo(silence.keySet());
  }

  @Test
  void wavesOfWholeNumbersAreScaled() {
    float[] whole = Sound.voice();
    for (int i = 0; i < whole.length; i++) {
      whole[i] *= 32_768;
    }
    assertThat(clip(whole).samples()).isEqualTo(Sound.voice());
  }

  private static float[] noise(long seed) {
    Random random = new Random(seed);
    float[] wave = new float[2 * Sound.RATE];
    for (int i = 0; i < wave.length; i++) {
      wave[i] = (float) (0.003 * random.nextGaussian());
    }
    return wave;
  }

  /** Noise of which a quarter is 34 dB louder. */
  private static float[] bursts() {
    float[] wave = noise(5);
    for (int i = 0; i < wave.length; i++) {
      wave[i] *= i / 2_000 % 4 == 0 ? 50 : 1;
    }
    return wave;
  }

  private static double number(Map<String, @Nullable Object> figures, AudioFigure figure) {
    return Objects.requireNonNull((Double) figures.get(figure.label()));
  }
}
