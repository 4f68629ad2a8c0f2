package io.github.djlobservability.samples.synthesis;

import java.util.SplittableRandom;

/**
 * Describes how someone speaks.
 *
 * @param pitchHz the mean pitch
 * @param pitchRangeHz how far the pitch goes up and down
 * @param wordsPerMinute the rate
 */
record Caller(float pitchHz, float pitchRangeHz, float wordsPerMinute) {

  /** Draws a caller: from a low voice to a high one, from slow to fast. */
  static Caller draw(SplittableRandom random) {
    return new Caller(
        (float) (80 * Math.exp(random.nextDouble(Math.log(2.2)))),
        (float) random.nextDouble(6, 18),
        (float) random.nextDouble(125, 195));
  }
}
