package io.github.djlobservability.payload.audio;

import io.github.djlobservability.payload.media.DecodedMedia;

/**
 * One recording: the mean of its channels as numbers of which full scale is 1, of at most {@value
 * #MAX_SECONDS} seconds and {@value #MAX_SAMPLES} samples from its beginning on (11 MiB). The
 * samples are for reading only.
 */
public final class AudioClip implements DecodedMedia {

  /** More of a recording is not listened to. */
  public static final int MAX_SECONDS = 60;

  /** More samples of a recording are not listened to. */
  public static final int MAX_SAMPLES = MAX_SECONDS * 48_000;

  private final String container;
  private final String coding;
  private final double sampleRate;
  private final int channels;
  private final long frames;
  private final float[] samples;

  AudioClip(
      String container,
      String coding,
      double sampleRate,
      int channels,
      long frames,
      float[] samples) {
    this.container = container;
    this.coding = coding;
    this.sampleRate = sampleRate;
    this.channels = channels;
    this.frames = frames;
    this.samples = samples;
  }

  /**
   * Takes a waveform as a model is given it.
   *
   * @param sampleRate in Hz
   * @param wave one channel; full scale is 1, or 32,768 if any value is beyond 8
   */
  public static AudioClip ofWave(double sampleRate, float[] wave) {
    int length = (int) Math.min(wave.length, most(sampleRate));
    float[] samples = new float[length];
    float largest = 0;
    for (int i = 0; i < length; i++) {
      samples[i] = Float.isFinite(wave[i]) ? wave[i] : 0;
      largest = Math.max(largest, Math.abs(samples[i]));
    }
    if (largest > 8) {
      for (int i = 0; i < length; i++) {
        samples[i] /= 32_768;
      }
    }
    return new AudioClip("wave", "numbers", sampleRate, 1, wave.length, samples);
  }

  /** Returns how many samples of a channel are listened to. */
  static long most(double sampleRate) {
    return Math.min(MAX_SAMPLES, (long) (MAX_SECONDS * sampleRate));
  }

  /** Returns the kind of file: {@code wav}, {@code aiff}, {@code au}; {@code wave} of none. */
  public String container() {
    return container;
  }

  /** Returns how samples were written, such as {@code pcm_s16} or {@code ulaw}. */
  public String coding() {
    return coding;
  }

  /** Returns the samples of a channel in a second. */
  public double sampleRate() {
    return sampleRate;
  }

  /** Returns how many channels there were. */
  public int channels() {
    return channels;
  }

  /** Returns how long all of it is, in seconds. */
  public double seconds() {
    return frames / sampleRate;
  }

  /** Reads between two samples where the rates differ, as a straight line. */
  @Override
  public float[] samples(double rate, int count) {
    double step = sampleRate / rate;
    int length = count > 0 ? count : (int) Math.min(MAX_SAMPLES, samples.length / step);
    float[] resampled = new float[length];
    for (int i = 0; i < length; i++) {
      double at = i * step;
      int before = (int) at;
      if (before >= samples.length) {
        break;
      }
      float next = samples[Math.min(before + 1, samples.length - 1)];
      resampled[i] = (float) (samples[before] + (at - before) * (next - samples[before]));
    }
    return resampled;
  }

  /** Returns the mean of the channels. */
  float[] samples() {
    return samples;
  }
}
