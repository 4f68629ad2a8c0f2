package io.github.djlobservability.http;

import io.github.djlobservability.observation.HeaderId;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.util.concurrent.FastThreadLocal;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.UUID;

/**
 * Gives a request the id that its client, the server and we know it by. Thread-safe.
 *
 * <p>The server makes an id for a request that brings none, but keeps one a connection: of requests
 * that are sent one after another without waiting, a response may bear the id of another, or none.
 * So the id is made here, in the same form, and given to the server.
 *
 * @param header the header in which the server takes an id
 */
record RequestIds(String header) {
  private static final FastThreadLocal<Bits> BITS =
      new FastThreadLocal<>() {
        @Override
        protected Bits initialValue() {
          return new Bits();
        }
      };

  /** Returns the id of a request, which has one from then on. */
  String of(FullHttpRequest request) {
    String given = request.headers().get(header);
    if (given != null) {
      return HeaderId.of(given);
    }
    String made = BITS.get().next().toString();
    request.headers().set(header, made);
    return made;
  }

  /**
   * Random bits of one thread, as good as {@link UUID#randomUUID}'s. All threads share the source,
   * which takes a lock and a digest each time; so it is asked for those of many ids at once.
   */
  private static final class Bits {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int IDS = 32;
    private static final long VERSION_MASK = 0xffff_ffff_ffff_0fffL;
    private static final long VERSION_4 = 0x4000;
    private static final long VARIANT_MASK = 0x3fff_ffff_ffff_ffffL;
    private static final long VARIANT_RFC = 0x8000_0000_0000_0000L;

    private final ByteBuffer bits = ByteBuffer.allocate(IDS * 2 * Long.BYTES);

    Bits() {
      bits.position(bits.limit());
    }

    UUID next() {
      if (!bits.hasRemaining()) {
        RANDOM.nextBytes(bits.array());
        bits.clear();
      }
      long high = (bits.getLong() & VERSION_MASK) | VERSION_4;
      long low = (bits.getLong() & VARIANT_MASK) | VARIANT_RFC;
      return new UUID(high, low);
    }
  }
}
