package io.github.djlobservability.payload.audio;

import io.github.djlobservability.payload.media.ByteReader;
import io.github.djlobservability.payload.media.MalformedMediaException;

/** Finds the samples of an AU file (Sun and NeXT). Stateless. */
final class AuFile {
  private static final long UNKNOWN = 0xffff_ffffL;

  private AuFile() {}

  static boolean isAt(byte[] bytes) {
    return ByteReader.isAt(bytes, 0, ".snd");
  }

  static SampleData read(byte[] bytes) throws MalformedMediaException {
    ByteReader in = new ByteReader(bytes, 4, true);
    long from = in.unsigned32();
    long length = in.unsigned32();
    int encoding = (int) in.unsigned32();
    long rate = in.unsigned32();
    int channels = (int) Math.min(Integer.MAX_VALUE, in.unsigned32());
    if (from < 24) {
      throw MalformedMediaException.damaged("has samples within its header");
    }
    SampleCoding coding =
        switch (encoding) {
          case 1 -> SampleCoding.ULAW;
          case 2 -> SampleCoding.PCM_S8;
          case 3 -> SampleCoding.PCM_S16;
          case 4 -> SampleCoding.PCM_S24;
          case 5 -> SampleCoding.PCM_S32;
          case 6 -> SampleCoding.FLOAT32;
          case 7 -> SampleCoding.FLOAT64;
          case 27 -> SampleCoding.ALAW;
          default -> throw MalformedMediaException.coding("AU coding " + encoding);
        };
    return new SampleData(
        "au", coding, true, rate, channels, from, length == UNKNOWN ? -1 : length);
  }
}
