package io.github.djlobservability.quality;

import java.io.IOException;

/** Numbers in a saved state that must not be any. */
final class StateLimits {
  private StateLimits() {}

  /** Returns a number from 0 to a limit. */
  static int size(int value, int most) throws IOException {
    if (value < 0 || value > most) {
      throw new IOException("size " + value + ", expected 0 to " + most);
    }
    return value;
  }
}
