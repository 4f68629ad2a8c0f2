package io.github.djlobservability.cli.source;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The beginning of an array as NumPy writes it (NEP 1, versions 1 to 3).
 *
 * @param type the type's letter and size in bytes (of {@code U}: in characters), such as {@code f8}
 * @param order of the bytes
 * @param rows length of the first axis
 * @param columns product of the other axes
 * @param axes how many axes
 */
record NpyHeader(String type, ByteOrder order, long rows, int columns, int axes) {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([<>|=])(\\w\\d+)'");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d,\\s]*)\\)");
  private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*True");
  private static final int MAX_HEADER = 1 << 16;

  /**
   * Reads the header, up to the first element.
   *
   * @param where the array is, for messages
   */
  static NpyHeader read(DataInputStream in, String where) throws IOException {
    byte[] start = in.readNBytes(8);
    for (int i = 0; i < MAGIC.length; i++) {
      if (start.length < 8 || start[i] != MAGIC[i]) {
        throw new InputException(where + ": is no NumPy array");
      }
    }
    int lengthBytes = start[6] == 1 ? 2 : 4;
    ByteBuffer length = ByteBuffer.wrap(in.readNBytes(lengthBytes)).order(ByteOrder.LITTLE_ENDIAN);
    int size = lengthBytes == 2 ? Short.toUnsignedInt(length.getShort()) : length.getInt();
    if (size < 0 || size > MAX_HEADER) {
      throw new InputException(where + ": the header is damaged");
    }
    return parse(new String(in.readNBytes(size), StandardCharsets.UTF_8), where);
  }

  private static NpyHeader parse(String text, String where) throws InputException {
    Matcher type = TYPE.matcher(text);
    Matcher shape = SHAPE.matcher(text);
    if (!type.find() || !shape.find()) {
      throw new InputException(
          where + ": only plain arrays of numbers, booleans and strings can be read, not " + text);
    }
    String[] lengths = shape.group(1).isBlank() ? new String[0] : shape.group(1).split(",\\s*");
    if (lengths.length == 0) {
      throw new InputException(where + ": a single value has no rows");
    }
    if (lengths.length > 1 && FORTRAN.matcher(text).find()) {
      throw new InputException(
          where + ": is in Fortran order; save numpy.ascontiguousarray of it instead");
    }
    long columns = 1;
    for (int i = 1; i < lengths.length; i++) {
      columns *= Long.parseLong(lengths[i].strip());
    }
    if (columns < 1 || columns > Integer.MAX_VALUE / 16) {
      throw new InputException(where + ": a row of " + columns + " elements cannot be read");
    }
    boolean big = type.group(1).equals(">");
    return new NpyHeader(
        type.group(2),
        big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
        Long.parseLong(lengths[0].strip()),
        (int) columns,
        lengths.length);
  }
}
