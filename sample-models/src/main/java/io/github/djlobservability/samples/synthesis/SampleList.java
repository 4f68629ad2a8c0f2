package io.github.djlobservability.samples.synthesis;

import java.util.Arrays;

/** Joins pieces of sound. Not thread-safe. */
final class SampleList {

  private float[] samples = new float[1 << 16];
  private int size;

  void add(float[] piece) {
    reserve(piece.length);
    System.arraycopy(piece, 0, samples, size, piece.length);
    size += piece.length;
  }

  void addSilence(int length) {
    reserve(length);
    size += length;
  }

  float[] toArray() {
    return Arrays.copyOf(samples, size);
  }

  private void reserve(int more) {
    if (size + more > samples.length) {
      samples = Arrays.copyOf(samples, 2 * (size + more));
    }
  }
}
