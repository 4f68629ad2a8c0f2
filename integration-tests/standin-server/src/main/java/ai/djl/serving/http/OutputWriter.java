package ai.djl.serving.http;

import ai.djl.inference.streaming.ChunkedBytesSupplier;
import ai.djl.inference.streaming.PublisherBytesSupplier;
import ai.djl.metric.Metric;
import ai.djl.modality.Output;
import ai.djl.ndarray.BytesSupplier;
import ai.djl.serving.util.ConfigManager;
import ai.djl.serving.util.NettyUtils;
import ai.djl.serving.wlm.util.WlmCapacityException;
import ai.djl.serving.wlm.util.WlmException;
import ai.djl.translate.TranslateException;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what a model answered. It blocks while it waits for chunks: not for an event loop. */
final class OutputWriter {

  private static final Logger logger = LoggerFactory.getLogger(OutputWriter.class);
  private static final Logger SERVER_METRIC = LoggerFactory.getLogger("server_metric");

  private final ConfigManager config = ConfigManager.getInstance();

  void write(Output output, ChannelHandlerContext ctx) {
    int code = output.getCode();
    count("Response_" + (code >= 500 ? '5' : code >= 400 ? '4' : '2') + "XX");
    // A streamed output's code can change until its first chunk is there.
    HttpResponseStatus status = code == 200 ? HttpResponseStatus.OK : status(output);
    BytesSupplier data = output.getData();
    if (data instanceof ChunkedBytesSupplier chunks) {
      writeChunks(output, chunks, ctx);
    } else if (data instanceof PublisherBytesSupplier publisher) {
      NettyUtils.sendHttpResponse(ctx, head(output, status), true);
      publish(publisher, ctx);
    } else {
      writeFull(output, status, data == null ? null : data.getAsBytes(), ctx);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Nothing is left to do when the client has gone.
  private void writeChunks(Output output, ChunkedBytesSupplier chunks, ChannelHandlerContext ctx) {
    try {
      boolean first = true;
      while (chunks.hasNext()) {
        byte[] chunk = chunks.nextChunk(config.getChunkedReadTimeout(), TimeUnit.SECONDS);
        if (first && !chunks.hasNext()) {
          writeFull(output, status(output), chunk, ctx);
          return;
        }
        if (first) {
          NettyUtils.sendHttpResponse(ctx, head(output, status(output)), true, false);
          first = false;
        }
        writeContent(ctx, new DefaultHttpContent(Unpooled.wrappedBuffer(chunk)));
      }
      writeContent(ctx, LastHttpContent.EMPTY_LAST_CONTENT);
    } catch (InterruptedException | IllegalStateException e) {
      String requestId = NettyUtils.getRequestId(ctx.channel());
      logger.warn("RequestId=[{}] Chunk reading interrupted", requestId, e);
      ctx.disconnect();
    }
  }

  private static void publish(PublisherBytesSupplier publisher, ChannelHandlerContext ctx) {
    publisher
        .subscribe(
            chunk -> {
              if (chunk == null) {
                writeContent(ctx, LastHttpContent.EMPTY_LAST_CONTENT);
              } else if (chunk.length > 0) {
                writeContent(ctx, new DefaultHttpContent(Unpooled.wrappedBuffer(chunk)));
              }
            })
        .exceptionally(
            e -> {
              logger.warn("Chunk publishing failed", e);
              return null;
            });
  }

  /** From where this handler stands, not from the pipeline's tail as heads are. */
  @SuppressWarnings(
      "FutureReturnValueIgnored") // Nobody waits for a chunk, nor does the real server.
  private static void writeContent(ChannelHandlerContext ctx, HttpContent content) {
    ctx.writeAndFlush(content);
  }

  private static void writeFull(
      Output output, HttpResponseStatus status, byte[] body, ChannelHandlerContext ctx) {
    FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status);
    output.getProperties().forEach((key, value) -> response.headers().set(key, value));
    if (body != null) {
      response.content().writeBytes(body);
    }
    NettyUtils.sendHttpResponse(ctx, response, true);
  }

  private static HttpResponse head(Output output, HttpResponseStatus status) {
    HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, status);
    output.getProperties().forEach((key, value) -> response.headers().set(key, value));
    return response;
  }

  private static HttpResponseStatus status(Output output) {
    return new HttpResponseStatus(output.getCode(), output.getMessage());
  }

  /** Answers a failed job. */
  void writeError(Throwable error, ChannelHandlerContext ctx) {
    String requestId = NettyUtils.getRequestId(ctx.channel());
    int code;
    if (error instanceof TranslateException || error instanceof BadRequestException) {
      logger.debug("RequestId=[{}]", requestId, error);
      count("Response_4XX");
      code = config.getBadRequestErrorHttpCode();
    } else {
      logger.warn("RequestId=[{}]", requestId, error);
      count("Response_5XX");
      count(error instanceof WlmException ? "WlmError" : "ServerError");
      code = serverErrorCode(error);
    }
    NettyUtils.sendError(ctx, HttpResponseStatus.valueOf(code), error);
  }

  private int serverErrorCode(Throwable error) {
    if (error instanceof WlmCapacityException) {
      return config.getThrottleErrorHttpCode();
    }
    return error instanceof WlmException
        ? config.getWlmErrorHttpCode()
        : config.getServerErrorHttpCode();
  }

  private static void count(String name) {
    SERVER_METRIC.info("{}", new Metric(name, 1));
  }
}
