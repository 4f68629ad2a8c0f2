package io.github.djlobservability.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djlobservability.observation.Payload;
import io.github.djlobservability.worker.MemoryBudget;
import io.github.djlobservability.worker.MemoryShare;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StreamedBodyTest {
  private static final long SEED = 20261130;

  private final MemoryShare memory = new MemoryBudget(8L << 20).share("payloads", 4L << 20);

  @Test
  void putsPartsOfAnySizeTogetherAndLeavesThemAsTheyAre() {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    byte[] all = new byte[300_000];
    random.nextBytes(all);
    StreamedBody body = new StreamedBody(memory, "text/event-stream");
    for (int from = 0; from < all.length; ) {
      int to = Math.min(all.length, from + random.nextInt(9_000));
      ByteBuf part = Unpooled.wrappedBuffer(Arrays.copyOfRange(all, from, to));
      body.add(part);
      assertThat(part.readableBytes()).isEqualTo(to - from);
      assertThat(part.refCnt()).isEqualTo(1);
      from = to;
    }
    assertThat(memory.held()).isBetween(300_000L, 300_000L + StreamedBody.SEGMENT_BYTES);

    Payload.Streamed payload = (Payload.Streamed) body.payload();
    assertThat(payload.bytes()).isEqualTo(all);
    assertThat(payload.contentType()).isEqualTo("text/event-stream");
    assertThat(payload.heldBytes()).isEqualTo(memory.held());
    body.release();
    assertThat(memory.held()).isZero();
    assertThat(payload.bytes()).isEqualTo(all);
  }

  @Test
  void letsGoOfAllThatIsPastTheBound() {
    StreamedBody body = new StreamedBody(memory, null);
    body.add(Unpooled.wrappedBuffer(new byte[StreamedBody.MAX_BYTES]));
    assertThat(body.payload()).isInstanceOf(Payload.Streamed.class);
    body.add(Unpooled.wrappedBuffer(new byte[1]));
    body.add(Unpooled.wrappedBuffer(new byte[1]));
    assertThat(memory.held()).isZero();
    assertThat(body.payload()).isEqualTo(new Payload.NotKept(Payload.Reason.STREAM_SIZE, 0));
    body.release();
    assertThat(memory.held()).isZero();
  }

  @Test
  void letsGoWhereThereIsNoMemory() {
    StreamedBody other = new StreamedBody(memory, null);
    assertThat(memory.claim(memory.room() - 10_000)).isTrue();
    long held = memory.held();
    other.add(Unpooled.wrappedBuffer(new byte[5_000]));
    other.add(Unpooled.wrappedBuffer(new byte[5_000]));
    assertThat(other.payload()).isEqualTo(new Payload.NotKept(Payload.Reason.STREAM_MEMORY, 0));
    assertThat(memory.held()).isEqualTo(held);
  }

  @Test
  void nothingSentIsNoBody() {
    assertThat(new StreamedBody(memory, null).payload()).isEqualTo(Payload.NONE);
  }
}
