package io.github.djlobservability.payload.tensor;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The beginning of an array as NumPy writes it (NEP 1, versions 1 to 3).
 *
 * @param type how the elements are stored
 * @param width bytes of an element
 * @param order of the bytes
 * @param shape lengths of the axes; none for a single value
 * @param fortran whether the first axis runs fastest
 */
public record NpyHeader(
    ElementType type, int width, ByteOrder order, List<Long> shape, boolean fortran) {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([<>|=])(\\w)(\\d+)'");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d,\\s]*)\\)");
  private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*True");
  private static final int MAX_HEADER = 1 << 16;

  /** An array has no more axes. */
  private static final int MAX_AXES = 64;

  /** No text is longer, in characters. */
  private static final long MAX_TEXT = 1 << 24;

  /** Longer numbers would be no lengths. */
  private static final int MAX_DIGITS = 18;

  /** Returns whether bytes begin as an array of NumPy's does. */
  public static boolean isAt(byte[] bytes) {
    for (int i = 0; i < MAGIC.length; i++) {
      if (bytes.length <= i || bytes[i] != MAGIC[i]) {
        return false;
      }
    }
    return true;
  }

  /** Reads the header, up to the first element. */
  static NpyHeader read(DataInputStream in) throws IOException {
    byte[] start = in.readNBytes(8);
    if (start.length < 8 || !isAt(start)) {
      throw new MalformedTensorException("is no NumPy array");
    }
    int lengthBytes = start[6] == 1 ? 2 : 4;
    byte[] length = in.readNBytes(lengthBytes);
    int size = length.length < lengthBytes ? -1 : length(length);
    if (size < 0 || size > MAX_HEADER) {
      throw new MalformedTensorException("has a damaged header");
    }
    return parse(new String(in.readNBytes(size), StandardCharsets.UTF_8));
  }

  private static int length(byte[] bytes) {
    ByteBuffer length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return bytes.length == 2 ? Short.toUnsignedInt(length.getShort()) : length.getInt();
  }

  private static NpyHeader parse(String text) throws MalformedTensorException {
    Matcher type = TYPE.matcher(text);
    Matcher shape = SHAPE.matcher(text);
    if (!type.find() || !shape.find()) {
      throw new MalformedTensorException(
          "is no plain array of numbers, booleans or strings, but " + text.strip());
    }
    char letter = type.group(2).charAt(0);
    ElementType stored = type(letter, type.group(3));
    long declared = number(type.group(3));
    if (declared > MAX_TEXT) {
      throw new MalformedTensorException("has texts of " + declared + " characters");
    }
    return new NpyHeader(
        stored,
        stored.isText() ? (int) declared * stored.unit() : stored.unit(),
        type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
        lengths(shape.group(1)),
        FORTRAN.matcher(text).find());
  }

  private static ElementType type(char letter, String size) throws MalformedTensorException {
    return switch (letter + size) {
      case "f2" -> ElementType.FLOAT16;
      case "f4" -> ElementType.FLOAT32;
      case "f8" -> ElementType.FLOAT64;
      case "i1" -> ElementType.INT8;
      case "i2" -> ElementType.INT16;
      case "i4" -> ElementType.INT32;
      case "i8" -> ElementType.INT64;
      case "u1" -> ElementType.UINT8;
      case "u2" -> ElementType.UINT16;
      case "u4" -> ElementType.UINT32;
      case "u8" -> ElementType.UINT64;
      case "b1" -> ElementType.BOOLEAN;
      default -> text(letter, size);
    };
  }

  private static ElementType text(char letter, String size) throws MalformedTensorException {
    return switch (letter) {
      case 'U' -> ElementType.UNICODE;
      case 'S' -> ElementType.BYTES;
      default ->
          throw new MalformedTensorException(
              "has elements of type " + letter + size + ", which cannot be read");
    };
  }

  private static List<Long> lengths(String text) throws MalformedTensorException {
    List<Long> lengths = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      if (!part.isBlank()) {
        lengths.add(number(part.strip()));
      }
    }
    if (lengths.size() > MAX_AXES) {
      throw new MalformedTensorException("has more than " + MAX_AXES + " axes");
    }
    return List.copyOf(lengths);
  }

  private static Long number(String digits) throws MalformedTensorException {
    if (digits.length() > MAX_DIGITS || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new MalformedTensorException("has a damaged header");
    }
    return Long.valueOf(digits);
  }

  /** Returns the length of the first axis; 1 of a single value. */
  public long rows() {
    return shape.isEmpty() ? 1 : shape.get(0);
  }

  /**
   * Returns the product of the other axes.
   *
   * @throws MalformedTensorException if a row would be too large to hold
   */
  public int columns() throws MalformedTensorException {
    long columns = 1;
    for (int i = 1; i < shape.size(); i++) {
      columns *= shape.get(i);
      if (columns < 1 || columns * Math.max(width, 1) > Integer.MAX_VALUE) {
        throw new MalformedTensorException("has rows of " + columns + " elements");
      }
    }
    return (int) columns;
  }

  /** Returns how many axes there are. */
  public int axes() {
    return shape.size();
  }

  /** Returns whether all elements are numbers. */
  public boolean isNumeric() {
    return type.isNumber();
  }
}
