package io.github.djlobservability.payload.image;

import io.github.djlobservability.payload.media.ByteReader;
import io.github.djlobservability.payload.media.MalformedMediaException;
import org.jspecify.annotations.Nullable;

/**
 * Reads images by what their bytes are: JPEG (baseline and progressive, grey and colours) and PNG.
 * Other formats are known by name and not decoded. Stateless.
 *
 * <p>What a header says is bounded before anything is allocated ({@link ImageFile}), and the
 * decoder gets nothing but pixels: a colour profile, a preview or a text can neither grow nor
 * mislead it.
 */
public final class ImageReader {

  private ImageReader() {}

  /** Returns whether bytes begin as an image of a known format does, decoded or not. */
  public static boolean isImage(byte[] bytes) {
    return isFile(bytes) || format(bytes) != null;
  }

  /** Returns whether bytes begin as a file of a format that is decoded does. */
  public static boolean isFile(byte[] bytes) {
    return JpegFile.isAt(bytes) || PngFile.isAt(bytes);
  }

  /**
   * Reads an image.
   *
   * @throws MalformedMediaException if it breaks off, its header lies, it is too large, or its
   *     format isn't decoded
   */
  public static Picture read(byte[] bytes) throws MalformedMediaException {
    if (JpegFile.isAt(bytes)) {
      return Picture.of(JpegFile.read(bytes));
    }
    if (PngFile.isAt(bytes)) {
      return Picture.of(PngFile.read(bytes));
    }
    String format = format(bytes);
    if (format != null) {
      throw MalformedMediaException.coding(format);
    }
    throw MalformedMediaException.damaged("is no image of a known format");
  }

  /** Names the format of an image that is not decoded; null if it is none. */
  private static @Nullable String format(byte[] bytes) {
    if (ByteReader.isAt(bytes, 0, "GIF8")) {
      return "GIF";
    }
    if (ByteReader.isAt(bytes, 0, "RIFF") && ByteReader.isAt(bytes, 8, "WEBP")) {
      return "WebP";
    }
    if (ByteReader.isAt(bytes, 0, "II*\0") || ByteReader.isAt(bytes, 0, "MM\0*")) {
      return "TIFF";
    }
    if (ByteReader.isAt(bytes, 0, "BM") && ByteReader.isAt(bytes, 6, "\0\0\0\0")) {
      return "BMP";
    }
    if (ByteReader.isAt(bytes, 4, "ftypavif") || ByteReader.isAt(bytes, 4, "ftypavis")) {
      return "AVIF";
    }
    if (ByteReader.isAt(bytes, 4, "ftyphei") || ByteReader.isAt(bytes, 4, "ftypmif1")) {
      return "HEIF";
    }
    boolean jpegXl =
        ByteReader.isAt(bytes, 0, "\u00ff\n") || ByteReader.isAt(bytes, 4, "JXL \r\n\u0087\n");
    return jpegXl ? "JPEG XL" : null;
  }
}
