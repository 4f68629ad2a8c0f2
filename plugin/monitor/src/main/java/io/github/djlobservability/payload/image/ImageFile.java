package io.github.djlobservability.payload.image;

import io.github.djlobservability.payload.media.MalformedMediaException;

/**
 * The header of an image, and its pixels as the file has them.
 *
 * @param format the name of the format, as the decoder is asked for it
 * @param colours how the pixels have their colours
 * @param quality of JPEG, 1 to 100; NaN for any other
 * @param pixels the file without anything that is no pixels
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record ImageFile(
    String format, String colours, int width, int height, double quality, byte[] pixels) {

  /** Larger images are not decoded. */
  static final int MAX_PIXELS = 24_000_000;

  /** The decoder holds all of a progressive image, 6 bytes a pixel, outside of the heap. */
  static final int MAX_HELD_PIXELS = 8_000_000;

  /** Makes one of what a header says, if it can be. */
  static ImageFile of(
      String format, String colours, long width, long height, double quality, byte[] pixels)
      throws MalformedMediaException {
    if (width < 1 || height < 1) {
      throw MalformedMediaException.damaged("is " + width + " x " + height + " pixels");
    }
    ImageFile file =
        new ImageFile(
            format,
            colours,
            (int) Math.min(width, Integer.MAX_VALUE),
            (int) Math.min(height, Integer.MAX_VALUE),
            quality,
            pixels);
    file.check(MAX_PIXELS);
    return file;
  }

  /** Returns this, if it is small enough for a decoder that holds all of it. */
  ImageFile heldWhole() throws MalformedMediaException {
    check(MAX_HELD_PIXELS);
    return this;
  }

  private void check(int most) throws MalformedMediaException {
    if ((long) width * height > most) {
      throw MalformedMediaException.tooLarge(
          "has " + width + " x " + height + " pixels, more than " + most);
    }
  }
}
