package io.github.djlobservability.payload.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Makes sound for tests, the same on every machine. */
public final class Sound {
  public static final int RATE = 16_000;

  private Sound() {}

  /** A voice of 140 Hz that comes and goes twice a second, in a little noise, of two seconds. */
  public static float[] voice() {
    float[] wave = new float[2 * RATE];
    double phase = 0;
    long random = 12_345;
    for (int i = 0; i < wave.length; i++) {
      double t = (double) i / RATE;
      phase += 2 * Math.PI * (140 + 20 * Math.sin(2 * Math.PI * 1.5 * t)) / RATE;
      double tone = 0;
      for (int k = 1; k < 12; k++) {
        tone += Math.sin(k * phase) / k;
      }
      double loudness = (Math.sin(4 * Math.PI * t - Math.PI / 2) + 1) / 2;
      random = (random * 1_103_515_245 + 12_345) % (1L << 31);
      double noise = random / (double) (1 << 30) - 1;
      double value = 0.2 * tone * loudness * (loudness > 0.05 ? 1 : 0) + 0.002 * noise;
      wave[i] = Math.round(value * 32_767) / 32_768f;
    }
    return wave;
  }

  /** A WAV file of 16 bits and one channel. */
  public static byte[] wav(float[] wave, int rate) {
    ByteBuffer file = ByteBuffer.allocate(44 + 2 * wave.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * wave.length);
    file.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    file.putShort((short) 1).putShort((short) 1).putInt(rate).putInt(2 * rate);
    file.putShort((short) 2).putShort((short) 16);
    file.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * wave.length);
    for (float sample : wave) {
      file.putShort((short) Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768))));
    }
    return file.array();
  }

  /** The samples of a file at 16 kHz, by straight lines between those that it has. */
  public static float[] resampled(byte[] file) throws IOException {
    AudioClip clip = AudioReader.read(file);
    float[] samples = clip.samples();
    double step = clip.sampleRate() / RATE;
    float[] wave = new float[(int) ((samples.length - 1) / step)];
    for (int i = 0; i < wave.length; i++) {
      int left = (int) (i * step);
      float share = (float) (i * step - left);
      wave[i] = samples[left] * (1 - share) + samples[left + 1] * share;
    }
    return wave;
  }
}
