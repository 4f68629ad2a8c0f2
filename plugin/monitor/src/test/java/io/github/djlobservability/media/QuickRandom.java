package io.github.djlobservability.media;

import java.util.Random;
import java.util.SplittableRandom;

/** Draws normal numbers several times as fast as {@link Random}: each image has 230,000 of them. */
public final class QuickRandom extends Random {
  private static final long serialVersionUID = 1;

  private final transient SplittableRandom normal;

  public QuickRandom(long seed) {
    super(seed);
    normal = new SplittableRandom(seed);
  }

  @Override
  public synchronized double nextGaussian() {
    return normal.nextGaussian();
  }
}
