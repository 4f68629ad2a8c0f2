package io.github.djlobservability.privacy.detector;

/**
 * A part of a text that is personal or secret.
 *
 * @param start its first character
 * @param end the one after its last
 */
record Finding(Kind kind, int start, int end) {}
