package io.github.djlobservability.payload.image;

import io.github.djlobservability.payload.media.DecodedMedia;
import io.github.djlobservability.payload.media.MalformedMediaException;

/**
 * Holds the parts of an image that are measured: its header, all of it in few pixels, and its
 * middle as it is.
 *
 * @param file the header
 * @param whole the image with pixels left out evenly, at most {@value #MOST} in a row or column
 * @param detail the middle, at most {@value #MOST} in a row or column, no pixel left out
 */
public record Picture(ImageFile file, Pixels whole, Pixels detail) implements DecodedMedia {
  static final int MOST = 512;

  /** JPEG codes blocks of as many pixels; the middle begins with one. */
  static final int BLOCK = 8;

  @Override
  public float[] pixels(int width, int height, boolean grey) {
    return whole.scaled(width, height, grey);
  }

  /** Returns the width to the height. */
  public double aspect() {
    return (double) file.width() / file.height();
  }

  static Picture of(ImageFile file) throws MalformedMediaException {
    int step = (Math.max(file.width(), file.height()) + MOST - 1) / MOST;
    Pixels whole = Decoder.every(file, step);
    return new Picture(file, whole, step == 1 ? whole : Decoder.middle(file, MOST, BLOCK));
  }
}
