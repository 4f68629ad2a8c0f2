package io.github.djlobservability.config.problem;

import org.jspecify.annotations.Nullable;

/**
 * A setting that is wrong and not in force.
 *
 * @param source where it was found: "server", "environment" or "model NAME"
 * @param key the key as it was written
 * @param value the value as it was written; null for a key that is no setting
 * @param allowed says what would be right
 */
public record ConfigurationProblem(
    String source, String key, @Nullable String value, String allowed) {

  /** Returns one sentence for a log. */
  public String message() {
    return value == null
        ? source + ": " + key + " is no setting; " + allowed
        : source + ": " + key + "=" + value + " is not allowed; allowed: " + allowed;
  }
}
