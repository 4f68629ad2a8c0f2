package io.github.djlobservability.payload.audio;

/**
 * The largest sample, and how many are cut off: those of runs of at least three, on one side, that
 * reach 99 % of the largest of that side.
 *
 * @param largest its magnitude, full scale being 1
 * @param clippedShare 0 to 1
 */
record Peaks(double largest, double clippedShare) {
  private static final double REACHED = 0.99;
  private static final int RUN = 3;

  static Peaks of(AudioClip clip) {
    float high = 0;
    float low = 0;
    for (float sample : clip.samples()) {
      high = Math.max(high, sample);
      low = Math.min(low, sample);
    }
    long clipped = runs(clip.samples(), high) + runs(clip.samples(), low);
    return new Peaks(Math.max(high, -low), (double) clipped / clip.samples().length);
  }

  private static long runs(float[] samples, float extreme) {
    if (extreme == 0) {
      return 0;
    }
    long clipped = 0;
    int run = 0;
    for (float sample : samples) {
      if (sample / extreme >= REACHED) {
        run++;
      } else {
        clipped += run >= RUN ? run : 0;
        run = 0;
      }
    }
    return clipped + (run >= RUN ? run : 0);
  }
}
