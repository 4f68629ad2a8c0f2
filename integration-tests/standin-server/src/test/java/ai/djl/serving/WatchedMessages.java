package ai.djl.serving;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Keeps the messages that the plugin of {@link ModelServerTest} saw pass: requests, responses,
 * chunks, in order.
 */
public final class WatchedMessages {

  static final BlockingQueue<String> SEEN = new LinkedBlockingQueue<>();

  private WatchedMessages() {}

  public static void add(Object message, boolean inEventLoop) {
    String name =
        message == LastHttpContent.EMPTY_LAST_CONTENT ? "Last" : message.getClass().getSimpleName();
    String bytes =
        message instanceof HttpContent content ? " " + content.content().readableBytes() : "";
    SEEN.add(name + bytes + (inEventLoop ? "" : " outside the event loop"));
  }
}
