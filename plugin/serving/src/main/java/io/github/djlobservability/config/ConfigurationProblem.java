package io.github.djlobservability.config;

/**
 * A setting that is wrong and not in force.
 *
 * @param source where it was found: "server", "environment" or "model NAME"
 * @param key the key as it was written
 * @param value the value as it was written
 * @param allowed what would be right
 */
public record ConfigurationProblem(String source, String key, String value, String allowed) {

  /** Returns one sentence for a log. */
  public String message() {
    return source + ": " + key + "=" + value + " is not allowed; allowed: " + allowed;
  }
}
