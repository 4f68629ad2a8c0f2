package io.github.djlobservability.payload.audio;

import java.util.Locale;

/**
 * How one sample of one channel is written. Reads it as a number of which full scale is 1. A-law
 * and u-law are those of ITU-T G.711.
 */
enum SampleCoding {
  PCM_U8(1),
  PCM_S8(1),
  PCM_S16(2),
  PCM_S24(3),
  PCM_S32(4),
  FLOAT32(4),
  FLOAT64(8),
  ALAW(1),
  ULAW(1);

  private static final float[] ALAW_VALUES = new float[256];
  private static final float[] ULAW_VALUES = new float[256];

  static {
    for (int i = 0; i < 256; i++) {
      ALAW_VALUES[i] = alaw(i);
      ULAW_VALUES[i] = ulaw(i);
    }
  }

  private final int bytes;

  SampleCoding(int bytes) {
    this.bytes = bytes;
  }

  /** Returns how many bytes a sample has. */
  int bytes() {
    return bytes;
  }

  /** Returns the name in features. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads the sample that begins at a place; NaN and the infinities of floats are silence. */
  float sample(byte[] data, int at, boolean bigEndian) {
    return switch (this) {
      case PCM_U8 -> ((data[at] & 0xff) - 128) / 128f;
      case PCM_S8 -> data[at] / 128f;
      case PCM_S16 -> (short) bits(data, at, bigEndian) / 32_768f;
      case PCM_S24 -> ((int) bits(data, at, bigEndian) << 8 >> 8) / 8_388_608f;
      case PCM_S32 -> (int) bits(data, at, bigEndian) / 0x1p31f;
      case FLOAT32 -> finite(Float.intBitsToFloat((int) bits(data, at, bigEndian)));
      case FLOAT64 -> finite((float) Double.longBitsToDouble(bits(data, at, bigEndian)));
      case ALAW -> ALAW_VALUES[data[at] & 0xff];
      case ULAW -> ULAW_VALUES[data[at] & 0xff];
    };
  }

  private long bits(byte[] data, int at, boolean bigEndian) {
    long bits = 0;
    for (int i = 0; i < bytes; i++) {
      int place = bigEndian ? i : bytes - 1 - i;
      bits = bits << 8 | (data[at + place] & 0xff);
    }
    return bits;
  }

  private static float finite(float value) {
    return Float.isFinite(value) ? value : 0;
  }

  private static float alaw(int code) {
    int bits = code ^ 0x55;
    int exponent = bits >> 4 & 7;
    int mantissa = (bits & 0xf) << 4;
    int magnitude = exponent == 0 ? mantissa + 8 : (mantissa + 0x108) << (exponent - 1);
    return ((bits & 0x80) != 0 ? magnitude : -magnitude) / 32_768f;
  }

  private static float ulaw(int code) {
    int bits = ~code;
    int magnitude = ((((bits & 0xf) << 3) + 0x84) << (bits >> 4 & 7)) - 0x84;
    return ((bits & 0x80) != 0 ? -magnitude : magnitude) / 32_768f;
  }
}
