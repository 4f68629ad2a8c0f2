package io.github.djlobservability.image;

import io.github.djlobservability.media.QuickRandom;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** The light of a scene, which cameras take: three colours of each pixel, 0 to 255, not rounded. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Photo(int width, int height, float[][] colours) {

  /**
   * Normal numbers; each noise takes a stretch of them, since to draw them takes most of a study.
   */
  private static final float[] NORMAL = normal(1 << 21);

  private static float[] normal(int count) {
    Random random = new QuickRandom(15);
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  /**
   * @param image of {@link BufferedImage#TYPE_INT_RGB}
   */
  static Photo of(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    float[][] colours = new float[3][width * height];
    int[] pixels = pixels(image);
    for (int i = 0; i < pixels.length; i++) {
      colours[0][i] = pixels[i] >> 16 & 0xff;
      colours[1][i] = pixels[i] >> 8 & 0xff;
      colours[2][i] = pixels[i] & 0xff;
    }
    return new Photo(width, height, colours);
  }

  /** Multiplies each colour. */
  Photo lit(double red, double green, double blue) {
    double[] gains = {red, green, blue};
    float[][] lit = new float[3][];
    for (int c = 0; c < 3; c++) {
      lit[c] = colours[c].clone();
      for (int i = 0; i < lit[c].length; i++) {
        lit[c][i] *= (float) gains[c];
      }
    }
    return new Photo(width, height, lit);
  }

  /** Adds noise of a standard deviation to each colour of each pixel. */
  Photo noisy(double deviation, Random random) {
    float[][] noisy = new float[3][];
    for (int c = 0; c < 3; c++) {
      noisy[c] = colours[c].clone();
      int start = random.nextInt(NORMAL.length);
      for (int i = 0; i < noisy[c].length; i++) {
        noisy[c][i] += (float) deviation * NORMAL[start + i & NORMAL.length - 1];
      }
    }
    return new Photo(width, height, noisy);
  }

  /** Blurs by a Gaussian of a standard deviation in pixels. */
  Photo blurred(double deviation) {
    int reach = (int) Math.ceil(3 * deviation);
    float[] weights = new float[2 * reach + 1];
    float sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) Math.exp(-0.5 * (i - reach) * (i - reach) / (deviation * deviation));
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    float[][] blurred = new float[3][];
    for (int c = 0; c < 3; c++) {
      blurred[c] = along(along(colours[c], weights, true), weights, false);
    }
    return new Photo(width, height, blurred);
  }

  private float[] along(float[] from, float[] weights, boolean rows) {
    int reach = weights.length / 2;
    float[] to = new float[from.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float sum = 0;
        for (int i = -reach; i <= reach; i++) {
          int column = rows ? Math.max(0, Math.min(width - 1, x + i)) : x;
          int row = rows ? y : Math.max(0, Math.min(height - 1, y + i));
          sum += weights[i + reach] * from[row * width + column];
        }
        to[y * width + x] = sum;
      }
    }
    return to;
  }

  /** Cuts out the middle, a share of the width and of the height. */
  Photo cut(double share) {
    int w = (int) (width * share);
    int h = (int) (height * share);
    int left = (width - w) / 2;
    int top = (height - h) / 2;
    float[][] cut = new float[3][w * h];
    for (int c = 0; c < 3; c++) {
      for (int y = 0; y < h; y++) {
        System.arraycopy(colours[c], (top + y) * width + left, cut[c], y * w, w);
      }
    }
    return new Photo(w, h, cut);
  }

  /** Rounds and writes a JPEG file of a quality from 1 to 100. */
  byte[] jpeg(int quality) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] pixels = pixels(image);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = level(0, i) << 16 | level(1, i) << 8 | level(2, i);
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
      writer.setOutput(out);
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(quality / 100f);
      writer.write(null, new IIOImage(image, null, null), param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return file.toByteArray();
  }

  private static int[] pixels(BufferedImage image) {
    return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
  }

  private int level(int colour, int at) {
    return Math.max(0, Math.min(255, Math.round(colours[colour][at])));
  }
}
