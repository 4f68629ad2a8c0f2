package io.github.djlobservability.observation;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds the payload of a request or response, unread. Nothing here is parsed on a request's thread.
 */
public sealed interface Payload {

  /** The payload of a request or response without a body. */
  Payload NONE = new NotKept(Reason.EMPTY, 0);

  /** Returns roughly how many bytes are held until the payload has been read. */
  long heldBytes();

  /** Says why a payload was not kept. */
  enum Reason {
    /** There is no body. */
    EMPTY,
    /** It is larger than what is kept. */
    SIZE,
    /** It was sent in chunks. */
    STREAM,
    /** Too many payloads wait to be read. */
    MEMORY,
    /** It holds values of a type that can't be read. */
    TYPE
  }

  /**
   * Stands for a payload that was not kept.
   *
   * @param reason why
   * @param bytes its size as far as it is known, else 0
   */
  record NotKept(Reason reason, long bytes) implements Payload {
    @Override
    public long heldBytes() {
      return 0;
    }
  }

  /**
   * Holds a body as it was sent: of any type, with a content type that may be absent or wrong.
   *
   * @param source gives the bytes, which nobody changes; called once, by the thread that reads them
   * @param contentType the header as it was sent; null when there was none
   * @param heldBytes roughly how many bytes there are
   */
  record Body(Supplier<byte[]> source, @Nullable String contentType, long heldBytes)
      implements Payload {
    private static final String CHARSET = "charset=";

    /** Makes one of bytes that nobody changes. */
    public static Body of(byte[] bytes, @Nullable String contentType) {
      return new Body(() -> bytes, contentType, bytes.length);
    }

    /** Returns the bytes. */
    public byte[] bytes() {
      return source.get();
    }

    /** Returns the character set that the content type names; UTF-8 when it names none we know. */
    public Charset charset() {
      String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
      int start = type.indexOf(CHARSET);
      if (start < 0) {
        return StandardCharsets.UTF_8;
      }
      int end = type.indexOf(';', start);
      String name = type.substring(start + CHARSET.length(), end < 0 ? type.length() : end);
      try {
        return Charset.forName(name.replace("\"", "").strip());
      } catch (IllegalArgumentException e) {
        return StandardCharsets.UTF_8;
      }
    }
  }

  /**
   * Holds the tensors that a model takes in or puts out.
   *
   * @param items how many items they are; divides the length of each tensor
   * @param arrays in the model's order
   * @param leftOut how many tensors aren't here: too large, of a type that can't be read, or with
   *     another number of items than the first
   */
  record Tensors(int items, List<Tensor> arrays, int leftOut) implements Payload {
    public Tensors {
      arrays = List.copyOf(arrays);
    }

    /** Makes one of a tensor without a name, such as a matrix with a row for each item. */
    public static Tensors of(float[] values, int items) {
      long columns = items == 0 ? 0 : values.length / items;
      return new Tensors(items, List.of(Tensor.of(null, List.of(columns), values)), 0);
    }

    @Override
    public long heldBytes() {
      long bytes = 0;
      for (Tensor array : arrays) {
        bytes += array.heldBytes();
      }
      return bytes;
    }
  }

  /**
   * Holds a body and the tensors that were made of it, of which the reader takes what it can read.
   */
  record Both(Body body, Tensors tensors) implements Payload {
    @Override
    public long heldBytes() {
      return body.heldBytes() + tensors.heldBytes();
    }
  }
}
