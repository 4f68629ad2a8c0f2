package io.github.djlobservability.payload.tensor;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Reads from the beginning of serialised tensors how many items they are: NumPy's NPY and NPZ,
 * DJL's NDList. A tensor alone that has one axis is one item, unless it holds texts; all others
 * have an item in each row of the first. Stateless.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">NPY</a>
 */
public final class TensorBeginning {
  /** The first bytes of a body, this many, are enough. */
  public static final int BYTES = 4096;

  private static final byte[] NUMPY = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final String NDARRAY = "NDAR";
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d,\\s]*)\\)");
  private static final Pattern TEXTS = Pattern.compile("'descr'\\s*:\\s*'[<>|=]?[US]");
  private static final int MAX_HEADER = 1 << 12;
  private static final int MAX_DIMENSIONS = 64;
  private static final int ZIP_METHOD = 8;
  private static final int ZIP_NAME_LENGTH = 26;
  private static final int ZIP_HEADER = 30;
  private static final int DEFLATED = 8;

  private TensorBeginning() {}

  /**
   * Returns the number of items.
   *
   * @throws IOException if the bytes are nothing of the kind, or too few
   */
  public static long items(byte[] body) throws IOException {
    if (startsWith(body, NUMPY)) {
      return numpy(new ByteArrayInputStream(body), true);
    }
    return startsWith(body, ZIP) ? zip(body) : ndList(body);
  }

  /** Returns the first entry of the archive; its name doesn't matter. */
  private static long zip(byte[] body) throws IOException {
    if (body.length < ZIP_HEADER) {
      throw new EOFException("No room for an entry");
    }
    ByteBuffer header = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
    int name = Short.toUnsignedInt(header.getShort(ZIP_NAME_LENGTH));
    int extra = Short.toUnsignedInt(header.getShort(ZIP_NAME_LENGTH + 2));
    int start = ZIP_HEADER + name + extra;
    if (start > body.length) {
      throw new EOFException("The entry's header is longer than what there is");
    }
    boolean alone = !hasEntry(body, start);
    InputStream entry = new ByteArrayInputStream(body, start, body.length - start);
    if (header.getShort(ZIP_METHOD) != DEFLATED) {
      return numpy(entry, alone);
    }
    Inflater inflater = new Inflater(true);
    try {
      return numpy(new InflaterInputStream(entry, inflater), alone);
    } finally {
      inflater.end();
    }
  }

  /** Returns whether another entry begins in what there is. */
  private static boolean hasEntry(byte[] body, int from) {
    for (int i = from; i + ZIP.length <= body.length; i++) {
      if (Arrays.equals(body, i, i + ZIP.length, ZIP, 0, ZIP.length)) {
        return true;
      }
    }
    return false;
  }

  private static long numpy(InputStream in, boolean alone) throws IOException {
    byte[] start = in.readNBytes(8);
    if (!startsWith(start, NUMPY) || start.length < 8) {
      throw new IOException("No NumPy array");
    }
    int lengthBytes = start[6] == 1 ? 2 : 4;
    byte[] length = in.readNBytes(lengthBytes);
    int size = 0;
    for (int i = length.length - 1; i >= 0; i--) {
      size = (size << 8) | Byte.toUnsignedInt(length[i]);
    }
    if (length.length < lengthBytes || size < 0 || size > MAX_HEADER) {
      throw new IOException("No NumPy header");
    }
    String text = new String(in.readNBytes(size), StandardCharsets.ISO_8859_1);
    Matcher shape = SHAPE.matcher(text);
    if (!shape.find()) {
      throw new IOException("No shape");
    }
    String axes = shape.group(1).strip();
    long[] lengths =
        axes.isEmpty()
            ? new long[0]
            : Stream.of(axes.split("\\s*,\\s*", 0)).mapToLong(Long::parseLong).toArray();
    return items(lengths, alone && !TEXTS.matcher(text).find());
  }

  private static long ndList(byte[] body) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(body));
    int arrays = in.readInt();
    if (arrays < 1 || !in.readUTF().equals(NDARRAY)) {
      throw new IOException("No list of arrays");
    }
    int version = in.readInt();
    if (version > 1 && in.read() == 1) {
      String unusedName = in.readUTF();
    }
    String unusedSparseFormat = in.readUTF();
    boolean texts = in.readUTF().equals("STRING");
    int dimensions = in.readInt();
    if (dimensions < 0 || dimensions > MAX_DIMENSIONS) {
      throw new IOException("No shape");
    }
    long[] lengths = new long[dimensions];
    for (int i = 0; i < dimensions; i++) {
      lengths[i] = in.readLong();
    }
    return items(lengths, arrays == 1 && !texts);
  }

  /**
   * Returns how many items there are in an array: none where it has no elements.
   *
   * @param alone whether an array of one axis is one item
   * @throws IOException if no array has as few or as many rows
   */
  private static long items(long[] lengths, boolean alone) throws IOException {
    if (LongStream.of(lengths).anyMatch(length -> length == 0)) {
      return 0;
    }
    if (lengths.length == 0 || (lengths.length == 1 && alone)) {
      return 1;
    }
    if (lengths[0] < 0 || lengths[0] > Integer.MAX_VALUE) {
      throw new IOException("No length of an axis: " + lengths[0]);
    }
    return lengths[0];
  }

  private static boolean startsWith(byte[] bytes, byte[] start) {
    return bytes.length >= start.length
        && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
  }
}
