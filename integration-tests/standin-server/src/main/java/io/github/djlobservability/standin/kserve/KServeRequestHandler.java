package io.github.djlobservability.standin.kserve;

import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.serving.http.BadRequestException;
import ai.djl.serving.http.MethodNotAllowedException;
import ai.djl.serving.http.ResourceNotFoundException;
import ai.djl.serving.models.ModelManager;
import ai.djl.serving.plugins.RequestHandler;
import ai.djl.serving.util.NettyUtils;
import ai.djl.serving.wlm.WorkerPoolConfig;
import ai.djl.serving.wlm.util.WlmException;
import ai.djl.serving.workflow.Workflow;
import ai.djl.translate.TranslateException;
import ai.djl.util.JsonUtils;
import com.google.gson.JsonParseException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.CharsetUtil;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes {@code /v2/...}. An input is made of the JSON alone: it has no headers and no request id.
 */
public final class KServeRequestHandler implements RequestHandler<Void> {

  private static final Logger logger = LoggerFactory.getLogger(KServeRequestHandler.class);
  private static final Pattern PATHS = Pattern.compile("/v2/.+");

  public KServeRequestHandler() {}

  @Override
  public boolean acceptInboundMessage(Object msg) {
    return msg instanceof FullHttpRequest request && PATHS.matcher(request.uri()).matches();
  }

  @Override
  @SuppressWarnings("NullAway") // The interface is not annotated: null means that it is answered.
  public Void handleRequest(
      ChannelHandlerContext ctx,
      FullHttpRequest req,
      QueryStringDecoder decoder,
      String[] segments) {
    try {
      route(ctx, req, segments);
    } catch (Exception e) {
      sendError(ctx, e);
    }
    return null;
  }

  private static void route(ChannelHandlerContext ctx, FullHttpRequest request, String[] segments)
      throws ModelNotFoundException {
    int length = segments.length;
    String last = segments[length - 1];
    boolean model = length > 3 && "models".equals(segments[2]);
    boolean version = length > 5 && "version".equals(segments[4]);
    if (model && (length == 4 || (length == 6 && version))) {
      require(HttpMethod.GET, request);
      NettyUtils.sendJsonResponse(
          ctx, ModelDescription.of(segments[3], length > 4 ? segments[5] : null));
    } else if (length == 4 && "health".equals(segments[2]) && isHealthPath(last)) {
      require(HttpMethod.GET, request);
      sendHealth(ctx);
    } else if (model && "ready".equals(last) && (length == 5 || (length == 7 && version))) {
      require(HttpMethod.GET, request);
      sendReady(ctx, segments[3], length > 5 ? segments[5] : null);
    } else if (model && "infer".equals(last)) {
      require(HttpMethod.POST, request);
      infer(ctx, request, segments[3], length > 5 ? segments[5] : null);
    } else {
      throw new ResourceNotFoundException();
    }
  }

  private static boolean isHealthPath(String segment) {
    return "ready".equals(segment) || "live".equals(segment);
  }

  private static void require(HttpMethod method, FullHttpRequest request) {
    if (!method.equals(request.method())) {
      throw new MethodNotAllowedException();
    }
  }

  private static void sendHealth(ChannelHandlerContext ctx) {
    ModelManager.getInstance()
        .workerStatus()
        .thenAccept(
            status ->
                sendState(
                    ctx,
                    Boolean.FALSE.equals(status.get("hasFailure"))
                        && Boolean.FALSE.equals(status.get("hasPending"))))
        .exceptionally(
            e -> {
              sendError(ctx, e);
              return null;
            });
  }

  private static void sendReady(ChannelHandlerContext ctx, String name, @Nullable String version)
      throws ModelNotFoundException {
    Workflow workflow = ModelManager.getInstance().getWorkflow(name, version, false);
    if (workflow == null) {
      throw ModelDescription.notFound(name, version);
    }
    WorkerPoolConfig<?, ?> model = workflow.getWpcs().iterator().next();
    sendState(ctx, model.getStatus() == WorkerPoolConfig.Status.READY);
  }

  private static void sendState(ChannelHandlerContext ctx, boolean good) {
    HttpResponseStatus status = good ? HttpResponseStatus.OK : HttpResponseStatus.FAILED_DEPENDENCY;
    NettyUtils.sendJsonResponse(ctx, "", status);
  }

  private static void infer(
      ChannelHandlerContext ctx, FullHttpRequest request, String name, @Nullable String version)
      throws ModelNotFoundException {
    Workflow workflow = ModelManager.getInstance().getWorkflow(name, version, false);
    if (workflow == null) {
      throw new ModelNotFoundException("Parameter model_url is required.");
    }
    InferenceRequest inference;
    try {
      String body = request.content().toString(CharsetUtil.UTF_8);
      inference = JsonUtils.GSON.fromJson(body, InferenceRequest.class);
    } catch (JsonParseException e) {
      throw new BadRequestException("Invalid JSON input", e);
    }
    ModelManager.getInstance()
        .runJob(workflow, inference.toInput())
        .whenCompleteAsync(
            (output, error) -> {
              if (output != null) {
                InferenceResponse.of(inference, name, version, output).send(ctx);
              }
            })
        .exceptionally(
            e -> {
              sendError(ctx, e);
              return null;
            });
  }

  /** An exception of a job comes wrapped, and so is always an internal error. */
  private static void sendError(ChannelHandlerContext ctx, Throwable error) {
    HttpResponseStatus status;
    if (error instanceof ModelNotFoundException) {
      status = HttpResponseStatus.NOT_FOUND;
    } else if (error instanceof MethodNotAllowedException) {
      status = HttpResponseStatus.METHOD_NOT_ALLOWED;
    } else if (error instanceof TranslateException || error instanceof IllegalArgumentException) {
      status = HttpResponseStatus.BAD_REQUEST;
    } else if (error instanceof WlmException) {
      status = HttpResponseStatus.SERVICE_UNAVAILABLE;
    } else {
      logger.warn("Unexpected error", error);
      status = HttpResponseStatus.INTERNAL_SERVER_ERROR;
    }
    NettyUtils.sendJsonResponse(ctx, Map.of("error", String.valueOf(error.getMessage())), status);
  }
}
