package io.github.djlobservability.history;

/**
 * A feature whose verdicts are known and need nobody's attention for a while; the fields' names are
 * the JSON's.
 *
 * @param until when it ends, ISO 8601
 */
public record Mute(String feature, String until) {}
