package io.github.djlobservability.payload.image;

import io.github.djlobservability.payload.media.MalformedMediaException;
import java.awt.Rectangle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes parts of images by the JDK's own decoders. Memory: the file once more, and the pixels
 * that are asked for. Stateless.
 */
final class Decoder {
  /** Other decoders that a server has may allocate what they like. */
  private static final String JDK = "java.desktop";

  private Decoder() {}

  /** Returns one in {@code step} pixels of each row and column. */
  static Pixels every(ImageFile file, int step) throws MalformedMediaException {
    return read(file, new Rectangle(file.width(), file.height()), step);
  }

  /**
   * Returns the middle of an image.
   *
   * @param most pixels of a row or column
   * @param block the place where the middle begins is a multiple of it
   */
  static Pixels middle(ImageFile file, int most, int block) throws MalformedMediaException {
    int width = Math.min(most, file.width());
    int height = Math.min(most, file.height());
    int x = (file.width() - width) / 2 / block * block;
    int y = (file.height() - height) / 2 / block * block;
    return read(file, new Rectangle(x, y, width, height), 1);
  }

  private static Pixels read(ImageFile file, Rectangle region, int step)
      throws MalformedMediaException {
    ImageReader reader = reader(file.format());
    try (ImageInputStream input =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(file.pixels()))) {
      boolean[] warned = new boolean[1];
      reader.addIIOReadWarningListener((source, warning) -> warned[0] = true);
      reader.setInput(input, true, true);
      ImageReadParam param = reader.getDefaultReadParam();
      param.setSourceRegion(region);
      param.setSourceSubsampling(step, step, 0, 0);
      Pixels pixels = Pixels.of(reader.read(0, param));
      if (warned[0]) {
        throw MalformedMediaException.damaged("breaks off, or is damaged, in its pixels");
      }
      return pixels;
    } catch (MalformedMediaException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The decoders tell of damage by exceptions of many kinds.
      throw MalformedMediaException.damaged("is damaged in its pixels");
    } finally {
      reader.dispose();
    }
  }

  private static ImageReader reader(String format) throws MalformedMediaException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (JDK.equals(reader.getClass().getModule().getName())) {
        return reader;
      }
    }
    throw MalformedMediaException.coding(format);
  }
}
