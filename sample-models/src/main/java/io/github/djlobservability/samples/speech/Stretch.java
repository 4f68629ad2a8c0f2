package io.github.djlobservability.samples.speech;

/**
 * A part of a recording.
 *
 * @param start its first sample
 * @param end the sample after its last
 */
public record Stretch(int start, int end) {

  int length() {
    return end - start;
  }
}
