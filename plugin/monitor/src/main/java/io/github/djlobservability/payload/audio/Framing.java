package io.github.djlobservability.payload.audio;

/**
 * How a sound is cut into frames: 25 ms every 10 ms, as speech recognisers do.
 *
 * @param length of a frame, in samples
 * @param hop from a frame's beginning to the next, in samples
 * @param count how many whole frames there are
 */
record Framing(int length, int hop, int count) {
  static final double HOP_SECONDS = 0.010;
  private static final double FRAME_SECONDS = 0.025;

  static Framing of(Wave wave) {
    int length = Math.max(1, (int) Math.round(FRAME_SECONDS * wave.rate()));
    int hop = Math.max(1, (int) Math.round(HOP_SECONDS * wave.rate()));
    int count = wave.length() < length ? 0 : 1 + (wave.length() - length) / hop;
    return new Framing(length, hop, count);
  }

  /** Returns the power of each frame, full scale being 1. */
  double[] powers(Wave wave) {
    double[] powers = new double[count];
    for (int i = 0; i < count; i++) {
      powers[i] = wave.power(i * hop, length);
    }
    return powers;
  }
}
