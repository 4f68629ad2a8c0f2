package io.github.djlobservability.suite.speech;

import java.util.SplittableRandom;

/** The noise of a street around someone who speaks: more low sound than high. */
public final class Street {

  /** How much of each sample is that of the one before. */
  private static final double MEMORY = 0.8;

  /** How loud it is beside the voice. */
  private static final double SIGNAL_TO_NOISE_DB = 6;

  private Street() {}

  /** Returns what the microphone hears. */
  public static Sound around(Sound voice, SplittableRandom random) {
    double level = voice.rootMeanSquare() * Math.pow(10, -SIGNAL_TO_NOISE_DB / 20);
    double scale = level * Math.sqrt(1 - MEMORY * MEMORY);
    double[] heard = voice.samples().clone();
    double noise = 0;
    for (int i = 0; i < heard.length; i++) {
      noise = MEMORY * noise + scale * random.nextGaussian();
      heard[i] += noise;
    }
    return new Sound(heard);
  }
}
