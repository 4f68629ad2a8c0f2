package io.github.djlobservability.content;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Reads from the beginning of serialised tensors how many rows the first one has: NumPy's NPY and
 * NPZ, DJL's NDList. A tensor of fewer than two dimensions is one row. Stateless.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">NPY</a>
 */
final class TensorRows {
  /** The first bytes of a body, this many, are enough. */
  static final int BEGINNING = 4096;

  private static final byte[] NUMPY = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final String NDARRAY = "NDAR";
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d,\\s]*)\\)");
  private static final int MAX_HEADER = 1 << 12;
  private static final int MAX_DIMENSIONS = 64;
  private static final int ZIP_METHOD = 8;
  private static final int ZIP_NAME_LENGTH = 26;
  private static final int ZIP_HEADER = 30;
  private static final int DEFLATED = 8;

  private TensorRows() {}

  /**
   * Returns the number of rows.
   *
   * @throws IOException if the bytes are nothing of the kind, or too few
   */
  static long count(byte[] body) throws IOException {
    if (startsWith(body, NUMPY)) {
      return numpy(new ByteArrayInputStream(body));
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
    InputStream entry = new ByteArrayInputStream(body, start, body.length - start);
    if (header.getShort(ZIP_METHOD) != DEFLATED) {
      return numpy(entry);
    }
    Inflater inflater = new Inflater(true);
    try {
      return numpy(new InflaterInputStream(entry, inflater));
    } finally {
      inflater.end();
    }
  }

  private static long numpy(InputStream in) throws IOException {
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
    Matcher shape = SHAPE.matcher(new String(in.readNBytes(size), StandardCharsets.ISO_8859_1));
    if (!shape.find()) {
      throw new IOException("No shape");
    }
    String[] dimensions = shape.group(1).strip().split("\\s*,\\s*", 0);
    return dimensions.length < 2 ? 1 : Long.parseLong(dimensions[0]);
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
    String unusedDataType = in.readUTF();
    int dimensions = in.readInt();
    if (dimensions < 0 || dimensions > MAX_DIMENSIONS) {
      throw new IOException("No shape");
    }
    return dimensions < 2 ? 1 : in.readLong();
  }

  private static boolean startsWith(byte[] bytes, byte[] start) {
    if (bytes.length < start.length) {
      return false;
    }
    for (int i = 0; i < start.length; i++) {
      if (bytes[i] != start[i]) {
        return false;
      }
    }
    return true;
  }
}
