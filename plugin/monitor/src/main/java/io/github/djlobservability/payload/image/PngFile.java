package io.github.djlobservability.payload.image;

import io.github.djlobservability.payload.media.ByteReader;
import io.github.djlobservability.payload.media.MalformedMediaException;
import java.io.ByteArrayOutputStream;
import java.util.Set;

/** Reads the header of a PNG file (W3C, PNG third edition). Stateless. */
final class PngFile {
  private static final int SIGNATURE = 8;
  private static final int CHUNK = 12;

  /** Programs write one for each 8 kB of pixels and more; a file of others only takes time. */
  private static final int MAX_CHUNKS = 100_000;

  /** The decoder gets nothing else: profiles, texts and times are of no use here. */
  private static final Set<String> PIXELS = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

  private PngFile() {}

  static boolean isAt(byte[] bytes) {
    return ByteReader.isAt(bytes, 0, "\u0089PNG\r\n\u001a\n");
  }

  static ImageFile read(byte[] bytes) throws MalformedMediaException {
    ByteReader header = new ByteReader(bytes, SIGNATURE, true);
    long length = header.unsigned32();
    if (!header.mark().equals("IHDR") || length != 13) {
      throw MalformedMediaException.damaged("does not begin with its size");
    }
    long width = header.unsigned32();
    long height = header.unsigned32();
    int depthAndType = header.unsigned16();
    return ImageFile.of(
        "png", colours(depthAndType & 0xff), width, height, Double.NaN, pixels(bytes));
  }

  private static String colours(int type) throws MalformedMediaException {
    return switch (type) {
      case 0 -> "grey";
      case 2 -> "rgb";
      case 3 -> "palette";
      case 4 -> "grey with alpha";
      case 6 -> "rgb with alpha";
      default -> throw MalformedMediaException.damaged("has colours of type " + type);
    };
  }

  /** Returns the file without what is no pixels; so a chunk's length can't lie to the decoder. */
  private static byte[] pixels(byte[] bytes) throws MalformedMediaException {
    ByteArrayOutputStream kept = new ByteArrayOutputStream(bytes.length);
    kept.write(bytes, 0, SIGNATURE);
    ByteReader reader = new ByteReader(bytes, SIGNATURE, true);
    String mark = "";
    for (int chunks = 0; !mark.equals("IEND"); chunks++) {
      if (chunks > MAX_CHUNKS) {
        throw MalformedMediaException.damaged("has more than 100,000 chunks");
      }
      long start = reader.at();
      long length = reader.unsigned32();
      mark = reader.mark();
      if (!reader.has(length + 4)) {
        throw MalformedMediaException.damaged("breaks off in its chunk " + mark);
      }
      if (PIXELS.contains(mark)) {
        kept.write(bytes, (int) start, (int) length + CHUNK);
      }
      reader.skip(length + 4);
    }
    return kept.toByteArray();
  }
}
