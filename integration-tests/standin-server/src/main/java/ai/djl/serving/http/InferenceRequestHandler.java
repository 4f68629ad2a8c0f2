package ai.djl.serving.http;

import ai.djl.ModelException;
import ai.djl.modality.Input;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.serving.models.ModelManager;
import ai.djl.serving.util.ConfigManager;
import ai.djl.serving.util.NettyUtils;
import ai.djl.serving.workflow.Workflow;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Map;
import java.util.regex.Pattern;

/** Takes inference requests: makes an input of them, runs it, and answers with the output. */
public class InferenceRequestHandler extends HttpRequestHandler {

  private static final Pattern PATHS =
      Pattern.compile(
          "/(ping|invocations|predictions|v1/chat/completions)([/?].*)?|/models/.+/invoke");

  private final ConfigManager config = ConfigManager.getInstance();
  private final OutputWriter writer = new OutputWriter();
  private final DeferredOutputs deferred = new DeferredOutputs(writer);

  public InferenceRequestHandler() {}

  @Override
  public boolean acceptInboundMessage(Object msg) throws Exception {
    return msg instanceof FullHttpRequest request && PATHS.matcher(request.uri()).matches();
  }

  @Override
  protected void handleRequest(
      ChannelHandlerContext ctx, FullHttpRequest req, QueryStringDecoder decoder, String[] segments)
      throws ModelException {
    switch (segments[1]) {
      case "ping" -> ping(ctx);
      case "predictions" -> {
        if (segments.length < 3) {
          throw new ResourceNotFoundException();
        }
        String version = segments.length > 3 && !segments[3].isEmpty() ? segments[3] : null;
        predict(ctx, req, input(ctx, req, decoder), segments[2], version);
      }
      default -> {
        String model = "models".equals(segments[1]) ? segments[2] : null;
        invoke(ctx, req, decoder, model);
      }
    }
  }

  /** The client has gone, so its job need not run if it still waits. */
  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    Session session = NettyUtils.getSession(ctx.channel());
    if (session != null && session.getInput() != null) {
      session.getInput().setCancelled(true);
    }
    super.channelInactive(ctx);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // As in the real server: no status, no answer.
  private void ping(ChannelHandlerContext ctx) {
    ModelManager.getInstance()
        .workerStatus()
        .thenAccept(
            status -> NettyUtils.sendJsonResponse(ctx, status.get("data"), pingStatus(status)));
  }

  private HttpResponseStatus pingStatus(Map<String, Object> status) {
    if ((boolean) status.get("hasFailure")) {
      return HttpResponseStatus.INTERNAL_SERVER_ERROR;
    }
    boolean pending = (boolean) status.get("hasPending") && config.allowsMultiStatus();
    return pending ? HttpResponseStatus.MULTI_STATUS : HttpResponseStatus.OK;
  }

  private static Input input(
      ChannelHandlerContext ctx, FullHttpRequest request, QueryStringDecoder decoder) {
    Input input = RequestParser.parse(request, decoder);
    input.addProperty("requestId", NettyUtils.getRequestId(ctx.channel()));
    return input;
  }

  /** The model's name may be in the path, the query, a header or the body. */
  private void invoke(
      ChannelHandlerContext ctx, FullHttpRequest request, QueryStringDecoder decoder, String model)
      throws ModelNotFoundException {
    Input input = input(ctx, request, decoder);
    String name = model == null ? NettyUtils.getParameter(decoder, "model_name", null) : model;
    if (name == null || name.isEmpty()) {
      name = input.getProperty("model_name", null);
      name = name == null ? input.getAsString("model_name") : name;
    }
    if (name == null) {
      name =
          ModelManager.getInstance()
              .getSingleStartupWorkflow()
              .orElseThrow(() -> new BadRequestException("Parameter model_name is required."));
    }
    String version = NettyUtils.getParameter(decoder, "model_version", null);
    version = version == null ? input.getProperty("model_version", null) : version;
    predict(ctx, request, input, name, version);
  }

  private void predict(
      ChannelHandlerContext ctx, FullHttpRequest request, Input input, String name, String version)
      throws ModelNotFoundException {
    String token = input.getProperty("x-starting-token", null);
    boolean options = HttpMethod.OPTIONS.equals(request.method());
    if (token != null && !options) {
      deferred.fetch(ctx, input, token);
      return;
    }
    Workflow workflow = ModelManager.getInstance().getWorkflow(name, version, true);
    if (workflow == null) {
      throw new ModelNotFoundException("Model or workflow not found: " + name);
    }
    if (options) {
      NettyUtils.sendJsonResponse(ctx, "{}");
      return;
    }
    NettyUtils.getSession(ctx.channel()).setInput(input);
    if (Boolean.parseBoolean(input.getProperty("x-synchronous", "true"))) {
      run(ctx, workflow, input);
    } else {
      deferred.run(ctx, workflow, input);
    }
  }

  // A job that was skipped because its client had gone has no output and gets no answer.
  private void run(ChannelHandlerContext ctx, Workflow workflow, Input input) {
    ModelManager.getInstance()
        .runJob(workflow, input)
        .whenCompleteAsync(
            (output, error) -> {
              if (output != null) {
                writer.write(output, ctx);
              }
            })
        .exceptionally(
            e -> {
              writer.writeError(e.getCause(), ctx);
              return null;
            });
  }
}
