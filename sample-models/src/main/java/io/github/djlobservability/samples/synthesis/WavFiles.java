package io.github.djlobservability.samples.synthesis;

import io.github.djlobservability.samples.speech.Recording;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Writes recordings as WAV, PCM of 16 bits. */
public final class WavFiles {

  private static final int FULL_SCALE = 32_767;

  private WavFiles() {}

  /**
   * Writes a file.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(Recording recording, Path file) throws IOException {
    float[] samples = recording.samples();
    ByteBuffer bytes =
        ByteBuffer.allocate(samples.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float sample : samples) {
      bytes.putShort((short) Math.round(sample * FULL_SCALE));
    }
    AudioFormat format = new AudioFormat(Recording.SAMPLE_RATE, Short.SIZE, 1, true, false);
    ByteArrayInputStream data = new ByteArrayInputStream(bytes.array());
    try (AudioInputStream stream = new AudioInputStream(data, format, samples.length)) {
      AudioSystem.write(stream, AudioFileFormat.Type.WAVE, file.toFile());
    }
  }
}
