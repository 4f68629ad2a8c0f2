package io.github.djlobservability.payload.audio;

import io.github.djlobservability.payload.media.ByteReader;
import io.github.djlobservability.payload.media.MalformedMediaException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the samples of a WAV file (Multimedia Programming Interface and Data Specifications 1.0,
 * RIFF; RF64 of EBU Tech 3306). Stateless.
 */
final class WavFile {
  private static final int PCM = 1;
  private static final int FLOAT = 3;
  private static final int ALAW = 6;
  private static final int ULAW = 7;
  private static final int EXTENSIBLE = 0xfffe;

  /** Larger sizes are what programs write that do not know the size yet. */
  private static final long OPEN = 0x7fff_0000L;

  /** A file with more before its samples isn't searched further. */
  private static final int MAX_CHUNKS = 1_000;

  private WavFile() {}

  static boolean isAt(byte[] bytes) {
    boolean riff =
        ByteReader.isAt(bytes, 0, "RIFF")
            || ByteReader.isAt(bytes, 0, "RIFX")
            || ByteReader.isAt(bytes, 0, "RF64");
    return riff && ByteReader.isAt(bytes, 8, "WAVE");
  }

  static SampleData read(byte[] bytes) throws MalformedMediaException {
    boolean big = bytes[3] == 'X';
    ByteReader in = new ByteReader(bytes, 12, big);
    Format format = null;
    for (int chunks = 0; chunks < MAX_CHUNKS && in.has(8); chunks++) {
      String chunk = in.mark();
      long size = in.unsigned32();
      long begin = in.at();
      if (chunk.equals("fmt ")) {
        format = format(in, size);
      } else if (chunk.equals("data")) {
        return data(format, begin, size >= OPEN || size == 0 ? -1 : size, big);
      }
      in.skip(begin + size + (size & 1) - in.at());
    }
    throw MalformedMediaException.damaged("has no samples");
  }

  private static SampleData data(@Nullable Format format, long from, long length, boolean big)
      throws MalformedMediaException {
    if (format == null) {
      throw MalformedMediaException.damaged("has samples before its format");
    }
    return new SampleData(
        "wav", coding(format), big, format.rate(), format.channels(), from, length);
  }

  private record Format(int tag, int channels, long rate, int blockAlign, int bits) {}

  private static Format format(ByteReader in, long size) throws MalformedMediaException {
    int tag = in.unsigned16();
    int channels = in.unsigned16();
    long rate = in.unsigned32();
    in.skip(4);
    int blockAlign = in.unsigned16();
    int bits = in.unsigned16();
    if (tag == EXTENSIBLE && size >= 26) {
      in.skip(8);
      tag = in.unsigned16();
    }
    return new Format(tag, channels, rate, blockAlign, bits);
  }

  private static SampleCoding coding(Format format) throws MalformedMediaException {
    int bytes = (format.bits() + 7) / 8;
    if (format.channels() > 0 && format.blockAlign() != bytes * format.channels()) {
      throw MalformedMediaException.damaged(
          "has frames of " + format.blockAlign() + " bytes for " + format.bits() + " bits");
    }
    SampleCoding coding =
        switch (format.tag()) {
          case PCM -> pcm(bytes);
          case FLOAT ->
              bytes == 4 ? SampleCoding.FLOAT32 : bytes == 8 ? SampleCoding.FLOAT64 : null;
          case ALAW -> bytes == 1 ? SampleCoding.ALAW : null;
          case ULAW -> bytes == 1 ? SampleCoding.ULAW : null;
          default -> throw MalformedMediaException.coding(codec(format.tag()));
        };
    if (coding == null) {
      throw MalformedMediaException.damaged("has samples of " + format.bits() + " bits");
    }
    return coding;
  }

  private static @Nullable SampleCoding pcm(int bytes) {
    return switch (bytes) {
      case 1 -> SampleCoding.PCM_U8;
      case 2 -> SampleCoding.PCM_S16;
      case 3 -> SampleCoding.PCM_S24;
      case 4 -> SampleCoding.PCM_S32;
      default -> null;
    };
  }

  private static String codec(int tag) {
    return switch (tag) {
      case 2 -> "Microsoft ADPCM";
      case 0x11 -> "IMA ADPCM";
      case 0x31 -> "GSM";
      case 0x50, 0x55 -> "MP3";
      default -> String.format("WAV coding 0x%04x", tag);
    };
  }
}
