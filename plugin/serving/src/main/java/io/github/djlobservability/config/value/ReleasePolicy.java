package io.github.djlobservability.config.value;

import org.jspecify.annotations.Nullable;

/**
 * Says how bins and means are released with noise.
 *
 * @param epsilon what a day and subject have
 * @param releases how many there are a day
 * @param subject the field that names the subject; null where each item is taken for one
 */
public record ReleasePolicy(double epsilon, int releases, @Nullable String subject) {
  /** Returns what one release takes. */
  public double epsilonOfRelease() {
    return epsilon / releases;
  }
}
