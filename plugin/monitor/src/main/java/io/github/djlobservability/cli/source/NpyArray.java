package io.github.djlobservability.cli.source;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Reads an array row by row. Not thread-safe. */
final class NpyArray implements Closeable {

  private final String where;
  private final DataInputStream in;
  private final NpyHeader header;
  private final NpyType type;
  private final int elementSize;
  private final byte[] row;

  NpyArray(InputStream in, String where) throws IOException {
    this.where = where;
    this.in = new DataInputStream(new BufferedInputStream(in, 1 << 16));
    this.header = NpyHeader.read(this.in, where);
    this.type = NpyType.of(header, where);
    int declared = Integer.parseInt(header.type().substring(1));
    this.elementSize = type.isText() ? declared * type.unit() : type.unit();
    this.row = new byte[Math.multiplyExact(header.columns(), elementSize)];
  }

  NpyHeader header() {
    return header;
  }

  /** Reads the next row: one element a column, each a Double, a Boolean or a String. */
  Object[] next() throws IOException {
    try {
      in.readFully(row);
    } catch (EOFException e) {
      throw new InputException(where + ": ends before its last row", e);
    }
    ByteBuffer bytes = ByteBuffer.wrap(row).order(header.order());
    Object[] elements = new Object[header.columns()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = type.read(bytes, elementSize);
    }
    return elements;
  }

  boolean isNumeric() {
    return !type.isText() && type != NpyType.BOOLEAN;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
