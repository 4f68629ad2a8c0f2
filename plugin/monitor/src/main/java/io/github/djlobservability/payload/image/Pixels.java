package io.github.djlobservability.payload.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * The colours of some pixels of an image, row by row, 0 to 255. Immutable by convention: the arrays
 * are not copied.
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Pixels(int width, int height, byte[] red, byte[] green, byte[] blue) {

  /** Takes the pixels of a decoded image, as they are stored: no profile is applied. */
  static Pixels of(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    Pixels pixels =
        new Pixels(
            width,
            height,
            new byte[width * height],
            new byte[width * height],
            new byte[width * height]);
    boolean indexed = image.getColorModel() instanceof IndexColorModel;
    for (int y = 0; y < height; y++) {
      if (indexed) {
        pixels.takeIndexed(image, y);
      } else {
        pixels.takeRow(image.getRaster(), y);
      }
    }
    return pixels;
  }

  private void takeIndexed(BufferedImage image, int y) {
    int[] row = image.getRGB(0, y, width, 1, null, 0, width);
    for (int x = 0; x < width; x++) {
      put(y * width + x, row[x] >> 16, row[x] >> 8, row[x]);
    }
  }

  /** One or two bands are grey, with or without alpha; of more the first three are colours. */
  private void takeRow(Raster raster, int y) {
    int bands = raster.getNumBands();
    int bits = raster.getSampleModel().getSampleSize(0);
    int[] row = raster.getPixels(0, y, width, 1, (int[]) null);
    int green = bands < 3 ? 0 : 1;
    int blue = bands < 3 ? 0 : 2;
    for (int x = 0; x < width; x++) {
      int at = x * bands;
      put(
          y * width + x,
          scaled(row[at], bits),
          scaled(row[at + green], bits),
          scaled(row[at + blue], bits));
    }
  }

  /** Scales a sample of 1 to 16 bits to eight. */
  private static int scaled(int sample, int bits) {
    return bits < 8 ? sample * 255 / ((1 << bits) - 1) : sample >> (bits - 8);
  }

  private void put(int at, int r, int g, int b) {
    red[at] = (byte) r;
    green[at] = (byte) g;
    blue[at] = (byte) b;
  }

  int red(int at) {
    return red[at] & 0xff;
  }

  int green(int at) {
    return green[at] & 0xff;
  }

  int blue(int at) {
    return blue[at] & 0xff;
  }

  int count() {
    return width * height;
  }

  /**
   * Returns the planes of a smaller or larger image, 0 to 1: red, green and blue, or luma alone.
   * Each of its pixels is the one whose middle is nearest.
   */
  float[] scaled(int toWidth, int toHeight, boolean grey) {
    float[] luma = grey ? luma() : new float[0];
    int plane = toWidth * toHeight;
    float[] planes = new float[grey ? plane : 3 * plane];
    for (int y = 0; y < toHeight; y++) {
      int row = width * (int) ((y + 0.5) * height / toHeight);
      for (int x = 0; x < toWidth; x++) {
        int from = row + (int) ((x + 0.5) * width / toWidth);
        int to = y * toWidth + x;
        planes[to] = (grey ? luma[from] : red(from)) / 255f;
        if (!grey) {
          planes[plane + to] = green(from) / 255f;
          planes[2 * plane + to] = blue(from) / 255f;
        }
      }
    }
    return planes;
  }

  /** Returns the luma of each pixel, 0 to 255 (ITU-R BT.601). */
  float[] luma() {
    float[] luma = new float[count()];
    for (int i = 0; i < luma.length; i++) {
      luma[i] = 0.299f * red(i) + 0.587f * green(i) + 0.114f * blue(i);
    }
    return luma;
  }
}
