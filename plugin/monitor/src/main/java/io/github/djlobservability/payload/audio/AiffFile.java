package io.github.djlobservability.payload.audio;

import io.github.djlobservability.payload.media.ByteReader;
import io.github.djlobservability.payload.media.MalformedMediaException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the samples of an AIFF or AIFF-C file (Apple, AIFF 1.3 and AIFF-C draft). Stateless. */
final class AiffFile {
  /** A file with more before its samples isn't searched further. */
  private static final int MAX_CHUNKS = 1_000;

  private AiffFile() {}

  static boolean isAt(byte[] bytes) {
    return ByteReader.isAt(bytes, 0, "FORM")
        && (ByteReader.isAt(bytes, 8, "AIFF") || ByteReader.isAt(bytes, 8, "AIFC"));
  }

  private record Format(int channels, long frames, SampleCoding coding, boolean big, double rate) {}

  static SampleData read(byte[] bytes) throws MalformedMediaException {
    boolean compressed = bytes[11] == 'C';
    ByteReader in = new ByteReader(bytes, 12, true);
    Format format = null;
    long from = -1;
    for (int chunks = 0;
        chunks < MAX_CHUNKS && in.has(8) && (format == null || from < 0);
        chunks++) {
      String chunk = in.mark();
      long size = in.unsigned32();
      long begin = in.at();
      if (chunk.equals("COMM")) {
        format = format(in, compressed && size >= 22);
      } else if (chunk.equals("SSND")) {
        long offset = in.unsigned32();
        from = begin + 8 + offset;
      }
      in.skip(begin + size + (size & 1) - in.at());
    }
    if (format == null || from < 0) {
      throw MalformedMediaException.damaged("has no " + (format == null ? "format" : "samples"));
    }
    long length = format.frames() * format.channels() * format.coding().bytes();
    return new SampleData(
        "aiff", format.coding(), format.big(), format.rate(), format.channels(), from, length);
  }

  private static Format format(ByteReader in, boolean compressed) throws MalformedMediaException {
    int channels = in.unsigned16();
    long frames = in.unsigned32();
    int bits = in.unsigned16();
    double rate = in.extended();
    String codec = compressed ? in.mark() : "NONE";
    SampleCoding coding =
        switch (codec.toLowerCase(Locale.ROOT)) {
          case "none", "twos", "sowt" -> pcm((bits + 7) / 8);
          case "in24" -> SampleCoding.PCM_S24;
          case "in32" -> SampleCoding.PCM_S32;
          case "raw " -> SampleCoding.PCM_U8;
          case "fl32" -> SampleCoding.FLOAT32;
          case "fl64" -> SampleCoding.FLOAT64;
          case "alaw" -> SampleCoding.ALAW;
          case "ulaw" -> SampleCoding.ULAW;
          default ->
              throw MalformedMediaException.coding("AIFF-C", "AIFF-C coding " + codec.strip());
        };
    if (coding == null) {
      throw MalformedMediaException.damaged("has samples of " + bits + " bits");
    }
    return new Format(channels, frames, coding, !codec.equals("sowt"), rate);
  }

  private static @Nullable SampleCoding pcm(int bytes) {
    return switch (bytes) {
      case 1 -> SampleCoding.PCM_S8;
      case 2 -> SampleCoding.PCM_S16;
      case 3 -> SampleCoding.PCM_S24;
      case 4 -> SampleCoding.PCM_S32;
      default -> null;
    };
  }
}
