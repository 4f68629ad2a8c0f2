package io.github.djlobservability.rollout;

import io.github.djlobservability.rollout.RolloutFinding.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * How a version is to be compared.
 *
 * @param tolerance how much worse still counts as as good: points of shares, of failed requests a
 *     tenth of it, of numbers' errors the part of the baseline's; above 0
 * @param baseline the version to compare with; null for the oldest
 */
public record RolloutSettings(double tolerance, @Nullable String baseline) {
  private static final double TOLERANCE = 0.05;
  private static final double OF_FAILED = 0.1;

  /** Returns the defaults: five points, of the oldest version. */
  public static RolloutSettings defaults() {
    return new RolloutSettings(TOLERANCE, null);
  }

  /** Returns how much more of a harm counts as none. */
  double tolerated(Quantity quantity, Estimate estimate, boolean numbers) {
    return switch (quantity) {
      case FAILED -> tolerance * OF_FAILED;
      case WRONG, WRONG_OF_THE_SAME -> numbers ? tolerance * estimate.baseline() : tolerance;
      default -> tolerance;
    };
  }
}
