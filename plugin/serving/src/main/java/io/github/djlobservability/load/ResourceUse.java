package io.github.djlobservability.load;

/**
 * How much of something that models share is used, as shares of it from 0 to 1; NaN when that isn't
 * known.
 *
 * @param byModel by the model in question
 * @param byAll by all that use it, the model included
 */
record ResourceUse(double byModel, double byAll) {

  /** Less can't be told from what is used anyway. */
  private static final double LEAST = 0.05;

  /** Returns whether it says anything about the model. */
  boolean tells() {
    return byModel >= LEAST;
  }

  /** Returns the load at which it is used up, when the model gets what is free now. */
  double limit(double servedPerSecond) {
    return servedPerSecond * (1 + (1 - byAll) / byModel);
  }
}
