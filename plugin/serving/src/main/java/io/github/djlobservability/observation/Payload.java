package io.github.djlobservability.observation;

import java.util.function.Supplier;

/**
 * What went into a model or came out of it, before anyone has looked into it. Nothing here is
 * parsed on a request's thread.
 */
public sealed interface Payload {

  /** Nothing that could be looked into: a stream, an image, more than is kept. */
  Payload NONE = new None();

  /** Returns roughly how many bytes are held until it has been looked into. */
  long heldBytes();

  /** Nothing. */
  record None() implements Payload {
    @Override
    public long heldBytes() {
      return 0;
    }
  }

  /**
   * JSON as it is sent.
   *
   * @param text gives the bytes in UTF-8; asked once, by the thread that reads them
   * @param heldBytes roughly how many they are
   */
  record Json(Supplier<byte[]> text, long heldBytes) implements Payload {

    /** Makes one of bytes that nobody will change. */
    public static Json of(byte[] text) {
      return new Json(() -> text, text.length);
    }
  }

  /**
   * Numbers of a tensor.
   *
   * @param values row by row; nobody changes them
   * @param rows how many rows there are; divides the number of values
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody, copied by nobody
  record Tensor(float[] values, int rows) implements Payload {

    /** Returns how many numbers a row has. */
    public int columns() {
      return rows == 0 ? 0 : values.length / rows;
    }

    @Override
    public long heldBytes() {
      return 4L * values.length;
    }
  }
}
