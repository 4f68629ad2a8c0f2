package io.github.djlobservability.http;

import io.github.djlobservability.config.PayloadSetting;
import io.github.djlobservability.config.RequestSetting;
import io.github.djlobservability.content.ContentReader;
import io.github.djlobservability.content.Findings;
import io.github.djlobservability.content.RequestReading;
import io.github.djlobservability.content.ResponseEnd;
import io.github.djlobservability.content.ResponseReading;
import io.github.djlobservability.model.ServedModel;
import io.github.djlobservability.observation.RequestInFlight;
import io.github.djlobservability.payload.stream.EventSplitter;
import io.github.djlobservability.payload.stream.ResponseFormat;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands what is in a request and its response to the reader: copies, of a bounded size, and times.
 * Not thread-safe: it belongs to the channel's event loop.
 */
final class ExchangeContent {
  private static final String CHAT = "/v1/chat/completions";

  /** The Python engine takes the LoRA adapter of this header before the one of the body. */
  private static final String ADAPTER = "X-Amzn-SageMaker-Adapter-Identifier";

  private static final int FIRST_ERROR = 400;

  private final ContentReader reader;

  /** Is what is asked for, and from the response on what served it. */
  private ServedModel model;

  private final boolean chat;
  private final @Nullable KeptBody body;
  private final @Nullable String adapter;
  private @Nullable ResponseReading reading;

  /** Set while the first chunk is to say which format a response without a content type has. */
  private @Nullable RequestInFlight undecided;

  private boolean copies;
  private int claimed;

  private ExchangeContent(
      ContentReader reader,
      ServedModel model,
      boolean chat,
      @Nullable KeptBody body,
      @Nullable String adapter) {
    this.reader = reader;
    this.model = model;
    this.chat = chat;
    this.body = body;
    this.adapter = adapter;
  }

  /**
   * Begins with the request.
   *
   * @param payloads may have copied the request's body already
   * @return null when there is nothing to look for
   */
  static @Nullable ExchangeContent begin(
      ContentReader reader,
      @Nullable ServedModel model,
      Route route,
      FullHttpRequest request,
      @Nullable ExchangePayloads payloads) {
    if (model == null || !route.inference()) {
      return null;
    }
    boolean genAi = model.mayBe(of -> of.settings().get(RequestSetting.GEN_AI));
    boolean any = genAi || model.mayBe(of -> of.settings().get(RequestSetting.ITEMS));
    if (!any) {
      return null;
    }
    boolean wanted = genAi || model.mayBe(of -> !of.translated());
    byte[] copied = payloads == null ? null : payloads.copiedInput();
    KeptBody body = wanted ? KeptBody.hold(reader, request, copied) : null;
    return new ExchangeContent(
        reader,
        model,
        CHAT.equals(route.template()),
        body,
        genAi ? request.headers().get(ADAPTER) : null);
  }

  /** The head of a response is about to be written. */
  void responseBegins(HttpResponse head, RequestInFlight request) {
    ServedModel served = request.model();
    model = served == null ? model : served;
    String contentType = head.headers().get(HttpHeaderNames.CONTENT_TYPE);
    if (head.status().code() >= FIRST_ERROR) {
      failed(!(head instanceof FullHttpResponse));
    } else if (head instanceof FullHttpResponse whole) {
      byte[] mark = beginning(whole.content(), ResponseFormat.MARK);
      begin(ResponseFormat.of(contentType, false, mark), false, request);
    } else if (contentType == null) {
      undecided = request;
    } else {
      begin(ResponseFormat.of(contentType, true), true, request);
    }
  }

  /** Only of a chat is it sure that something was to be generated. */
  private void failed(boolean streamed) {
    if (looksForGeneration(ResponseFormat.OTHER, streamed)) {
      begin(ResponseFormat.OTHER, streamed, true, false);
    }
    release();
  }

  private static byte[] beginning(ByteBuf content, int most) {
    int size = Math.min(content.readableBytes(), most);
    return ByteBufUtil.getBytes(content, content.readerIndex(), size, true);
  }

  private void begin(ResponseFormat format, boolean streamed, RequestInFlight request) {
    undecided = null;
    boolean generation = looksForGeneration(format, streamed);
    boolean items = looksForItems(format, streamed, request);
    if (generation || items) {
      begin(format, streamed, generation, items);
      copies = format.isParsed() && (generation || !streamed);
    }
    release();
  }

  private boolean looksForGeneration(ResponseFormat format, boolean streamed) {
    if (!model.settings().get(RequestSetting.GEN_AI)) {
      return false;
    }
    return chat || (streamed ? format != ResponseFormat.OTHER : mayBeGenerated(format));
  }

  /** A response in one piece from a model with a translator was generated only if it is a chat. */
  private boolean mayBeGenerated(ResponseFormat format) {
    return !model.translated() && format.isParsed();
  }

  /** The model door has counted the rows of a model with a translator. */
  private boolean looksForItems(ResponseFormat format, boolean streamed, RequestInFlight request) {
    if (!model.settings().get(RequestSetting.ITEMS)) {
      return false;
    }
    return model.translated()
        ? request.items() > 1 && !streamed && format.isParsed()
        : body != null;
  }

  private void begin(ResponseFormat format, boolean streamed, boolean generation, boolean items) {
    byte[] bytes = null;
    String contentType = null;
    if (body != null) {
      bytes = body.take();
      contentType = body.contentType();
      claimed = body.length();
    }
    reading =
        new ResponseReading(
            new RequestReading(
                bytes,
                contentType,
                adapter,
                PayloadSetting.reading(model.settings()),
                chat,
                generation,
                items && !model.translated(),
                items),
            format,
            streamed);
  }

  /**
   * A part of the response's body is about to be written.
   *
   * @param nanos now, as {@link System#nanoTime()}
   */
  void part(ByteBuf content, long nanos) {
    int size = content.readableBytes();
    RequestInFlight request = undecided;
    if (request != null && size > 0) {
      byte[] first = beginning(content, EventSplitter.MAX_EVENT);
      begin(ResponseFormat.of(null, true, first), true, request);
    }
    ResponseReading current = reading;
    if (current == null || !copies || size == 0) {
      return;
    }
    boolean kept = size <= RequestReading.MAX_BYTES && reader.claim(size);
    reader.piece(current, kept ? ByteBufUtil.getBytes(content) : null, nanos);
  }

  /**
   * The exchange is over; does what can be done on the event loop alone.
   *
   * @param error as it is seen without the content; null when there was none
   */
  void ended(@Nullable String error) {
    if (undecided != null) {
      begin(ResponseFormat.TEXT, true, undecided);
    }
    if (reading == null && chat && error != null && model.settings().get(RequestSetting.GEN_AI)) {
      // Nothing was answered at all.
      begin(ResponseFormat.OTHER, false, true, false);
    }
    release();
  }

  private void release() {
    if (body != null) {
      body.release();
    }
  }

  /** Returns whether anything is looked for. For any thread, after {@link #ended}. */
  boolean isRead() {
    return reading != null;
  }

  /**
   * Has what was handed over read to its end. For any thread, after {@link #ended}, where {@link
   * #isRead} says so.
   *
   * @param end how the exchange was over
   * @param whenRead told what was found, on another thread
   */
  void finish(ResponseEnd end, Consumer<Findings> whenRead) {
    ResponseReading current = reading;
    if (current != null) {
      reading = null;
      reader.finish(current, end, claimed, whenRead);
    }
  }
}
