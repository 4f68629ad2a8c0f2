package io.github.djlobservability.suite.speech;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * Holds the samples of one channel at 16 kHz. Immutable, as long as nobody writes into them.
 *
 * @param samples from -1 to 1
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares two of them.
public record Sound(double[] samples) {

  /** Samples in a second. */
  public static final int SAMPLE_RATE = 16_000;

  private static final double FULL_SCALE = 32_768;
  private static final AudioFormat FORMAT =
      new AudioFormat(SAMPLE_RATE, Short.SIZE, 1, true, false);

  /**
   * Reads a file as {@link #wav} writes it.
   *
   * @throws IOException if it can't be read, or is no such file
   */
  public static Sound read(Path file) throws IOException {
    try (AudioInputStream stream = AudioSystem.getAudioInputStream(file.toFile())) {
      if (!stream.getFormat().matches(FORMAT)) {
        throw new IOException(file + " is " + stream.getFormat());
      }
      ByteBuffer bytes = ByteBuffer.wrap(stream.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
      double[] samples = new double[bytes.remaining() / Short.BYTES];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = bytes.getShort() / FULL_SCALE;
      }
      return new Sound(samples);
    } catch (UnsupportedAudioFileException e) {
      throw new IOException(file.toString(), e);
    }
  }

  /** Returns the sound as a WAV file, PCM of 16 bits. */
  public byte[] wav() {
    ByteBuffer bytes =
        ByteBuffer.allocate(samples.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (double sample : samples) {
      long rounded = Math.round(sample * FULL_SCALE);
      bytes.putShort((short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, rounded)));
    }
    ByteArrayInputStream data = new ByteArrayInputStream(bytes.array());
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (AudioInputStream stream = new AudioInputStream(data, FORMAT, samples.length)) {
      AudioSystem.write(stream, AudioFileFormat.Type.WAVE, file);
    } catch (IOException e) {
      throw new UncheckedIOException("nothing is written outside of memory", e);
    }
    return file.toByteArray();
  }

  double rootMeanSquare() {
    double squares = 0;
    for (double sample : samples) {
      squares += sample * sample;
    }
    return Math.sqrt(squares / samples.length);
  }
}
