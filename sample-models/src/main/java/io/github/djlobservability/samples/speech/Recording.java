package io.github.djlobservability.samples.speech;

import ai.djl.modality.audio.Audio;
import ai.djl.modality.audio.AudioFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * Holds what a microphone heard.
 *
 * @param samples from -1 to 1, {@value #SAMPLE_RATE} a second
 */
@SuppressWarnings("ArrayRecordComponent") // A view of samples that nobody compares.
public record Recording(float[] samples) {

  /** Samples in a second. The model knows speech at this rate alone. */
  public static final int SAMPLE_RATE = 16_000;

  private static final int BITS = 16;

  /**
   * Reads a file of sound with DJL, which reads samples of 16 bits; several channels become their
   * mean.
   *
   * @throws IOException if it is no such file, or of another rate or width; the message says what
   *     is allowed
   */
  public static Recording read(byte[] file) throws IOException {
    requireKnownFormat(file);
    Audio audio = AudioFactory.newInstance().fromInputStream(new ByteArrayInputStream(file));
    return new Recording(mono(audio.getData(), audio.getChannels()));
  }

  /** Refuses what DJL would take for samples of 16 bits, and is not. */
  private static void requireKnownFormat(byte[] file) throws IOException {
    AudioFormat format;
    try {
      format = AudioSystem.getAudioFileFormat(new ByteArrayInputStream(file)).getFormat();
    } catch (UnsupportedAudioFileException e) {
      throw new IOException("It is no WAV file.", e);
    }
    boolean known =
        format.getEncoding().equals(Encoding.PCM_SIGNED)
            && format.getSampleSizeInBits() == BITS
            && format.getSampleRate() == SAMPLE_RATE;
    if (!known) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "It is %s of %d bits at %.0f Hz; allowed is PCM of %d bits at %d Hz.",
              format.getEncoding(),
              format.getSampleSizeInBits(),
              format.getSampleRate(),
              BITS,
              SAMPLE_RATE));
    }
  }

  private static float[] mono(float[] interleaved, int channels) {
    if (channels == 1) {
      return interleaved;
    }
    float[] mean = new float[interleaved.length / channels];
    for (int i = 0; i < mean.length * channels; i++) {
      mean[i / channels] += interleaved[i] / channels;
    }
    return mean;
  }

  /** Returns the time of a sample in seconds. */
  static double seconds(int sample) {
    return (double) sample / SAMPLE_RATE;
  }
}
