package io.github.djlobservability.disclosure.detector;

/**
 * A part of a text that is personal or secret.
 *
 * @param start its first character
 * @param end the one after its last
 */
public record Finding(Kind kind, int start, int end) {}
