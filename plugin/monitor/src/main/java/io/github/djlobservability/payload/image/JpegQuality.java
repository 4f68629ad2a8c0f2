package io.github.djlobservability.payload.image;

/**
 * Tells the quality that a JPEG file was written with from its table for luma, as the library of
 * the Independent JPEG Group scales the example table of ITU-T T.81, annex K. Stateless.
 */
final class JpegQuality {
  static final int CELLS = 64;

  /** The example table, in the zigzag order in which files have it. */
  private static final int[] EXAMPLE = {
    16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37,
    29, 40, 58, 51, 61, 60, 57, 51, 56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87,
    95, 98, 103, 104, 103, 62, 77, 113, 121, 112, 100, 120, 92, 101, 103, 99
  };

  private JpegQuality() {}

  /**
   * Returns the quality, 1 to 100.
   *
   * @param table of 64 divisors, in zigzag order
   */
  static double of(int[] table) {
    double sum = 0;
    double example = 0;
    for (int i = 0; i < CELLS; i++) {
      // What the scaling cut off at 255 would tell less than there was.
      if (table[i] < 255) {
        sum += table[i];
        example += EXAMPLE[i];
      }
    }
    double percent = example == 0 ? 5_000 : 100 * sum / example;
    double quality = percent <= 100 ? (200 - percent) / 2 : 5_000 / percent;
    return Math.max(1, Math.min(100, Math.rint(quality)));
  }
}
