package io.github.djlobservability.observation;

import io.github.djlobservability.payload.tensor.Tensor;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds the payload of a request or response, unread. Nothing here is parsed on a request's thread.
 */
public sealed interface Payload {

  /** Larger bodies are not kept, but for sound and images that a Java translator takes. */
  int MAX_BODY_BYTES = 1 << 20;

  /** More values of tensors are not kept. */
  int MAX_TENSOR_VALUES = 1 << 18;

  /** The payload of a request or response without a body. */
  Payload NONE = new NotKept(Reason.EMPTY, 0);

  /** The payload of a request that only tries something out. */
  Payload DOCTOR = new NotKept(Reason.DOCTOR, 0);

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
    /** It was sent in chunks, and is larger than what is put together. */
    STREAM_SIZE,
    /** It was sent in chunks, and there was no memory left to put them together. */
    STREAM_MEMORY,
    /** Too many payloads wait to be read. */
    MEMORY,
    /** It holds values of a type that can't be read. */
    TYPE,
    /** It is a form of several parts, and which of them is the input can't be told. */
    FORM,
    /** The model failed the request before anyone could see it, or never got it. */
    UNSEEN,
    /** The command {@code doctor} sent it to try something out. */
    DOCTOR
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
   * @param source gives the bytes, which nobody changes; called by the thread that reads them
   * @param contentType the header as it was sent; null when there was none
   * @param heldBytes roughly how many bytes there are
   * @param atHand whether the bytes are there; if not, an object is serialised when they are asked
   *     for
   */
  record Body(Supplier<byte[]> source, @Nullable String contentType, long heldBytes, boolean atHand)
      implements Payload {
    /** Makes one of bytes that nobody changes. */
    public static Body of(byte[] bytes, @Nullable String contentType) {
      return new Body(() -> bytes, contentType, bytes.length, true);
    }

    /** Makes one of an object that is serialised when it is read. */
    public static Body later(
        Supplier<byte[]> source, @Nullable String contentType, long heldBytes) {
      return new Body(source, contentType, heldBytes, false);
    }

    /** Returns the bytes. */
    public byte[] bytes() {
      return source.get();
    }
  }

  /**
   * Holds the parts of a streamed response, one after the other.
   *
   * @param segments nobody changes them; all are as large, and the last may be filled in part
   * @param length how many bytes they hold
   * @param contentType the header as it was sent; null when there was none
   */
  record Streamed(List<byte[]> segments, int length, @Nullable String contentType)
      implements Payload {
    public Streamed {
      segments = List.copyOf(segments);
    }

    /** Returns the bytes as one array. */
    public byte[] bytes() {
      byte[] bytes = new byte[length];
      int at = 0;
      for (byte[] segment : segments) {
        int some = Math.min(segment.length, length - at);
        System.arraycopy(segment, 0, bytes, at, some);
        at += some;
      }
      return bytes;
    }

    @Override
    public long heldBytes() {
      return segments.isEmpty() ? 0 : (long) segments.size() * segments.get(0).length;
    }
  }

  /**
   * Holds the tensors that a model takes in or puts out.
   *
   * @param arrays in the model's order, without those of a type that can't be read, and those that
   *     are too large
   */
  record Tensors(List<Tensor> arrays) implements Payload {
    private static final long ELEMENT_BYTES = 8;

    public Tensors {
      arrays = List.copyOf(arrays);
    }

    @Override
    public long heldBytes() {
      long elements = 0;
      for (Tensor array : arrays) {
        elements += array.elements().size();
      }
      return ELEMENT_BYTES * elements;
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
