package io.github.djlobservability.payload.tensor;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Reads an array of NumPy's row by row, however large it is. Not thread-safe. */
public final class NpyRows implements Closeable {

  private final DataInputStream in;
  private final NpyHeader header;
  private final int columns;
  private final byte[] row;

  /** Reads the header; refuses an array without rows, or in Fortran order. */
  public NpyRows(InputStream in) throws IOException {
    this.in = new DataInputStream(new BufferedInputStream(in, 1 << 16));
    this.header = NpyHeader.read(this.in);
    if (header.axes() == 0) {
      throw new MalformedTensorException("is a single value, which has no rows");
    }
    if (header.axes() > 1 && header.fortran()) {
      throw new MalformedTensorException(
          "is in Fortran order; save numpy.ascontiguousarray of it instead");
    }
    this.columns = header.columns();
    this.row = new byte[Math.multiplyExact(columns, header.width())];
  }

  /** Returns what the array is. */
  public NpyHeader header() {
    return header;
  }

  /** Returns how many elements a row has. */
  public int columns() {
    return columns;
  }

  /** Reads the next row: its elements are as {@link Elements#get} gives them. */
  public Object[] next() throws IOException {
    try {
      in.readFully(row);
    } catch (EOFException e) {
      throw new MalformedTensorException("ends before its last row");
    }
    ByteBuffer bytes = ByteBuffer.wrap(row).order(header.order());
    Object[] elements = new Object[columns];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = header.type().read(bytes, i * header.width(), header.width());
    }
    return elements;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
