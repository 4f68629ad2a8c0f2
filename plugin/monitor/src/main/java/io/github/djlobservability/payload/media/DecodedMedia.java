package io.github.djlobservability.payload.media;

import org.jspecify.annotations.Nullable;

/** Gives a decoded recording or image in the form that a model takes. */
public interface DecodedMedia {
  /**
   * Returns an image's pixels, each 0 to 1, plane by plane: red, green and blue, or luma alone.
   *
   * @return null for a recording
   */
  default float @Nullable [] pixels(int width, int height, boolean grey) {
    return null;
  }

  /**
   * Returns the samples of a recording's beginning, of which full scale is 1; what is shorter than
   * is asked for ends with zeros.
   *
   * @param rate samples a second
   * @param count how many; 0 for all there are
   * @return null for an image
   */
  default float @Nullable [] samples(double rate, int count) {
    return null;
  }
}
