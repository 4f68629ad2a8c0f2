package ai.djl.serving.http;

import ai.djl.serving.models.ModelManager;
import ai.djl.serving.util.NettyUtils;
import ai.djl.serving.workflow.BadWorkflowException;
import ai.djl.serving.workflow.Workflow;
import ai.djl.serving.workflow.WorkflowDefinition;
import ai.djl.util.JsonUtils;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.CharsetUtil;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** Registers a model or a workflow and answers, when it is loaded or at once. */
final class Registration {

  private Registration() {}

  static void ofModel(
      ChannelHandlerContext ctx, FullHttpRequest request, QueryStringDecoder decoder)
      throws IOException, BadWorkflowException {
    boolean json =
        HttpHeaderValues.APPLICATION_JSON.contentEqualsIgnoreCase(HttpUtil.getMimeType(request));
    LoadModelRequest load =
        json
            ? JsonUtils.GSON.fromJson(
                request.content().toString(CharsetUtil.UTF_8), LoadModelRequest.class)
            : LoadModelRequest.of(decoder);
    URI definition = WorkflowDefinition.toWorkflowUri(load.url);
    Workflow workflow =
        definition == null
            ? new Workflow(load.toModel())
            : WorkflowDefinition.parse(load.name, definition).toWorkflow();
    ModelManager models = ModelManager.getInstance();
    CompletableFuture<Void> registered =
        models
            .registerWorkflow(workflow)
            .exceptionally(
                e -> {
                  NettyUtils.sendError(ctx, e.getCause());
                  if (load.synchronous) {
                    models.unregisterWorkflow(workflow.getName(), load.version);
                  }
                  return null;
                });
    answer(ctx, registered, load.synchronous, "Model \"" + load.name + "\" ");
  }

  static void ofWorkflow(ChannelHandlerContext ctx, QueryStringDecoder decoder)
      throws IOException, BadWorkflowException {
    String url = NettyUtils.getParameter(decoder, "url", null);
    if (url == null) {
      throw new BadRequestException("Either parameter url or template is required.");
    }
    boolean synchronous =
        Boolean.parseBoolean(NettyUtils.getParameter(decoder, "synchronous", "true"));
    Workflow workflow = WorkflowDefinition.parse(null, URI.create(url)).toWorkflow();
    CompletableFuture<Void> registered =
        ModelManager.getInstance()
            .registerWorkflow(workflow)
            .exceptionally(
                e -> {
                  NettyUtils.sendError(ctx, e.getCause());
                  return null;
                });
    answer(ctx, registered, synchronous, "Workflow \"" + workflow.getName() + "\" ");
  }

  /** After an error has been sent there is a second answer, which no client reads. */
  private static void answer(
      ChannelHandlerContext ctx,
      CompletableFuture<Void> registered,
      boolean synchronous,
      String subject) {
    if (synchronous) {
      registered
          .thenAccept(
              v -> NettyUtils.sendJsonResponse(ctx, new StatusResponse(subject + "registered.")))
          .exceptionally(
              e -> {
                NettyUtils.sendError(ctx, e);
                return null;
              });
    } else {
      StatusResponse scheduled = new StatusResponse(subject + "registration scheduled.");
      NettyUtils.sendJsonResponse(ctx, scheduled, HttpResponseStatus.ACCEPTED);
    }
  }
}
