package io.github.djlobservability.samples.synthesis;

import com.sun.speech.freetts.audio.AudioPlayer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFormat;

/** Keeps what FreeTTS would play: samples of 16 bits, the high byte first. */
final class SoundBuffer implements AudioPlayer {

  private static final float FULL_SCALE = 32_768;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private AudioFormat format;

  SoundBuffer(float sampleRate) {
    this.format = new AudioFormat(sampleRate, Short.SIZE, 1, true, true);
  }

  /** Returns the samples since the last call, from -1 to 1. */
  float[] take() {
    ByteBuffer taken = ByteBuffer.wrap(bytes.toByteArray()).order(ByteOrder.BIG_ENDIAN);
    bytes.reset();
    float[] samples = new float[taken.remaining() / Short.BYTES];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = taken.getShort() / FULL_SCALE;
    }
    return samples;
  }

  @Override
  public boolean write(byte[] data) {
    return write(data, 0, data.length);
  }

  @Override
  public boolean write(byte[] data, int offset, int size) {
    bytes.write(data, offset, size);
    return true;
  }

  /**
   * Takes the format of what comes.
   *
   * @throws IllegalArgumentException if it is another than the buffer was made for
   */
  @Override
  public void setAudioFormat(AudioFormat next) {
    if (!next.matches(format)) {
      throw new IllegalArgumentException("expected " + format + ", got " + next);
    }
    format = next;
  }

  @Override
  public AudioFormat getAudioFormat() {
    return format;
  }

  @Override
  public boolean drain() {
    return true;
  }

  @Override
  public boolean end() {
    return true;
  }

  @Override
  public float getVolume() {
    return 1;
  }

  @Override
  public long getTime() {
    return 0;
  }

  @Override
  public void begin(int size) {}

  @Override
  public void pause() {}

  @Override
  public void resume() {}

  @Override
  public void reset() {}

  @Override
  public void cancel() {}

  @Override
  public void close() {}

  @Override
  public void setVolume(float volume) {}

  @Override
  public void resetTime() {}

  @Override
  public void startFirstSampleTimer() {}

  @Override
  public void showMetrics() {}
}
