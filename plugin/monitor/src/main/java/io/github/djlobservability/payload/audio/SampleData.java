package io.github.djlobservability.payload.audio;

import io.github.djlobservability.payload.media.MalformedMediaException;

/**
 * Says where the samples of a file are, and how they are written.
 *
 * @param container {@code wav}, {@code aiff} or {@code au}
 * @param sampleRate in Hz
 * @param from where the samples begin
 * @param length how many bytes of them the header says there are; less than 0 where it leaves that
 *     open, as programs do that write to a pipe
 */
record SampleData(
    String container,
    SampleCoding coding,
    boolean bigEndian,
    double sampleRate,
    int channels,
    long from,
    long length) {

  /** A rate beyond is a lie. */
  private static final double MAX_RATE = 768_000;

  private static final int MAX_CHANNELS = 32;

  /** Decodes the samples; refuses headers that say what can't be. */
  AudioClip decode(byte[] bytes) throws MalformedMediaException {
    if (!(sampleRate >= 1_000 && sampleRate <= MAX_RATE)) {
      throw MalformedMediaException.damaged("has a sample rate of " + sampleRate + " Hz");
    }
    if (channels < 1 || channels > MAX_CHANNELS) {
      throw MalformedMediaException.damaged("has " + channels + " channels");
    }
    long there = bytes.length - from;
    if (there < 0 || length > there) {
      throw MalformedMediaException.damaged(
          "breaks off: it says it has " + length + " bytes of samples and has " + there);
    }
    int step = coding.bytes() * channels;
    long frames = (length < 0 ? there : length) / step;
    if (frames == 0) {
      throw MalformedMediaException.damaged("has no samples");
    }
    float[] samples = new float[(int) Math.min(frames, AudioClip.most(sampleRate))];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = mean(bytes, (int) from + i * step);
    }
    return new AudioClip(container, coding.label(), sampleRate, channels, frames, samples);
  }

  private float mean(byte[] bytes, int at) {
    float sum = 0;
    for (int channel = 0; channel < channels; channel++) {
      sum += coding.sample(bytes, at + channel * coding.bytes(), bigEndian);
    }
    return sum / channels;
  }
}
