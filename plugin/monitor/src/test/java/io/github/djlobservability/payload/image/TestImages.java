package io.github.djlobservability.payload.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import javax.imageio.ImageIO;

/** Images of the folder {@code images}, and some made here. */
public final class TestImages {
  private static final int PNG_SIGNATURE = 8;

  private TestImages() {}

  /** Reads a file; {@code golden.py} has made it. */
  public static byte[] file(String name) {
    try (InputStream in = TestImages.class.getResourceAsStream("/images/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
  }

  /**
   * Returns a progressive JPEG whose last scan comes again and again, without its pixels.
   *
   * @param side pixels of a row and of a column
   */
  public static byte[] scans(int count, int side) {
    byte[] file = file("progressive.jpg");
    int last = 0;
    for (int i = 0; i < file.length - 1; i++) {
      if (file[i] == (byte) 0xff && file[i + 1] == (byte) 0xc2) {
        ByteBuffer.wrap(file).putShort(i + 5, (short) side).putShort(i + 7, (short) side);
      }
      last = file[i] == (byte) 0xff && file[i + 1] == (byte) 0xda ? i : last;
    }
    int head = 2 + ByteBuffer.wrap(file).getShort(last + 2);
    ByteArrayOutputStream scans = new ByteArrayOutputStream();
    scans.write(file, 0, last);
    for (int i = 0; i < count; i++) {
      scans.write(file, last, head);
      scans.write(0);
    }
    scans.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd9});
    return scans.toByteArray();
  }

  /**
   * Writes a PNG of grey pixels with 8 bits; the decoder asks for no checksum.
   *
   * @param data the deflated pixels, or whatever else
   */
  public static byte[] png(int width, int height, byte[] data) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(file("rgb.png"), 0, PNG_SIGNATURE);
    byte[] header = ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 8).array();
    chunk(file, "IHDR", header);
    chunk(file, "IDAT", data);
    chunk(file, "IEND", new byte[0]);
    return file.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream file, String name, byte[] data) {
    file.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    file.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
    file.writeBytes(data);
    file.writeBytes(new byte[4]);
  }

  /** Writes a grey image in which the luma of a pixel is the sum of its places. */
  static byte[] slope(String format, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.getRaster().setSample(x, y, 0, (x + y) % 200);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, format, out);
    return out.toByteArray();
  }
}
