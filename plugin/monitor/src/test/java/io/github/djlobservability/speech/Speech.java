package io.github.djlobservability.speech;

import io.github.djlobservability.payload.audio.AudioClip;
import io.github.djlobservability.payload.audio.AudioFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Utterances in a quiet room. Each is one of a store of clean ones, with noise of a room 38 to 48
 * dB below it, at a level that is its own, in 16 bits.
 */
final class Speech {
  static final int RATE = 16_000;

  private static final double QUIETER = 2;
  private static final double USUAL_LEVEL = 0.05;

  private final List<float[]> reference = new ArrayList<>();
  private final List<float[]> voices = new ArrayList<>();
  private final List<float[]> language = new ArrayList<>();

  /** Where changed utterances are from. */
  List<float[]> store(Change change) {
    return switch (change) {
      case VOICES -> voices;
      case LANGUAGE -> language;
      default -> reference;
    };
  }

  List<float[]> reference() {
    return reference;
  }

  List<float[]> voices() {
    return voices;
  }

  List<float[]> language() {
    return language;
  }

  /** A clean utterance of the reference. */
  float[] plain(Random random) {
    return reference.get(random.nextInt(reference.size()));
  }

  /** The figures of an utterance as it is usual. */
  Map<String, @Nullable Object> usual(Random random) {
    return figures(recorded(plain(random), random));
  }

  /** The figures of an utterance under a change. */
  Map<String, @Nullable Object> changed(Change change, Change.Effect effect, Random random) {
    List<float[]> store = store(change);
    return figures(effect.on(recorded(store.get(random.nextInt(store.size())), random)));
  }

  private static float[] recorded(float[] clean, Random random) {
    double level =
        USUAL_LEVEL / loudness(clean) * Math.pow(10, QUIETER * random.nextGaussian() / 20);
    double noise = USUAL_LEVEL * Math.pow(10, -(38 + 10 * random.nextDouble()) / 20);
    float[] wave = new float[clean.length];
    double low = 0;
    for (int i = 0; i < wave.length; i++) {
      // The noise of rooms is mostly low.
      low = 0.9 * low + 0.3 * random.nextGaussian();
      wave[i] = (float) (level * clean[i] + noise * (low + 0.2 * random.nextGaussian()));
    }
    return wave;
  }

  private static Map<String, @Nullable Object> figures(float[] wave) {
    float[] written = new float[wave.length];
    for (int i = 0; i < wave.length; i++) {
      written[i] = Math.max(-32_768, Math.min(32_767, Math.round(wave[i] * 32_768))) / 32_768f;
    }
    return AudioFigures.of(AudioClip.ofWave(RATE, written));
  }

  /** The square root of the mean power. */
  static double loudness(float[] wave) {
    double sum = 0;
    for (float value : wave) {
      sum += value * (double) value;
    }
    return Math.sqrt(sum / wave.length);
  }
}
