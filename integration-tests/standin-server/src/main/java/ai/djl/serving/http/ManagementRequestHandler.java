package ai.djl.serving.http;

import ai.djl.ModelException;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.serving.models.Endpoint;
import ai.djl.serving.models.ModelManager;
import ai.djl.serving.util.NettyUtils;
import ai.djl.serving.wlm.WorkerPoolConfig;
import ai.djl.serving.workflow.BadWorkflowException;
import ai.djl.serving.workflow.Workflow;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Lists, loads, describes, scales and unloads models and workflows. */
public class ManagementRequestHandler extends HttpRequestHandler {

  private static final Pattern PATHS = Pattern.compile("^/(models|workflows)([/?].*)?|^/server/.+");
  private static final Pattern INVOKE = Pattern.compile("^/models/.+/invoke$");

  public ManagementRequestHandler() {}

  @Override
  public boolean acceptInboundMessage(Object msg) throws Exception {
    if (!(msg instanceof FullHttpRequest request)) {
      return false;
    }
    String uri = request.uri();
    boolean invoke = HttpMethod.POST.equals(request.method()) && INVOKE.matcher(uri).matches();
    return PATHS.matcher(uri).matches()
        && !invoke
        && !AdapterManagementRequestHandler.PATHS.matcher(uri).matches();
  }

  @Override
  protected void handleRequest(
      ChannelHandlerContext ctx, FullHttpRequest req, QueryStringDecoder decoder, String[] segments)
      throws ModelException {
    if ("server".equals(segments[1])) {
      throw new ResourceNotFoundException();
    }
    HttpMethod method = req.method();
    if (segments.length < 3) {
      handleCollection(ctx, req, decoder, "models".equals(segments[1]));
      return;
    }
    String name = segments[2];
    String version = segments.length > 3 ? segments[3] : null;
    if (HttpMethod.GET.equals(method)) {
      NettyUtils.sendJsonResponse(ctx, ModelManager.getInstance().describeWorkflow(name, version));
    } else if (HttpMethod.PUT.equals(method)) {
      scale(ctx, decoder, name, version);
    } else if (HttpMethod.DELETE.equals(method)) {
      unregister(ctx, name, version);
    } else {
      throw new MethodNotAllowedException();
    }
  }

  private static void handleCollection(
      ChannelHandlerContext ctx,
      FullHttpRequest request,
      QueryStringDecoder decoder,
      boolean models) {
    if (HttpMethod.GET.equals(request.method())) {
      Object list = models ? ListResponses.models(decoder) : ListResponses.workflows(decoder);
      NettyUtils.sendJsonResponse(ctx, list);
    } else if (!HttpMethod.POST.equals(request.method())) {
      throw new MethodNotAllowedException();
    } else {
      try {
        if (models) {
          Registration.ofModel(ctx, request, decoder);
        } else {
          Registration.ofWorkflow(ctx, decoder);
        }
      } catch (IOException | BadWorkflowException e) {
        NettyUtils.sendError(ctx, e);
      }
    }
  }

  private static void unregister(ChannelHandlerContext ctx, String name, String version)
      throws ModelNotFoundException {
    if (!ModelManager.getInstance().unregisterWorkflow(name, version)) {
      throw new ModelNotFoundException("Model or workflow not found: " + name);
    }
    String message = "Model or workflow \"" + name + "\" unregistered";
    NettyUtils.sendJsonResponse(ctx, new StatusResponse(message));
  }

  private static void scale(
      ChannelHandlerContext ctx, QueryStringDecoder decoder, String name, String version)
      throws ModelNotFoundException {
    String device = NettyUtils.getParameter(decoder, "device", null);
    int minWorkers = intParameter(decoder, "min_worker");
    int maxWorkers = intParameter(decoder, "max_worker");
    List<String> messages = new ArrayList<>();
    for (Workflow workflow : workflows(name, version)) {
      for (WorkerPoolConfig<Input, Output> wpc : workflow.getWpcs()) {
        if (wpc.getStatus() != WorkerPoolConfig.Status.READY) {
          throw new ServiceUnavailableException("Model or workflow is not ready: " + name);
        }
        ModelManager.getInstance().scaleWorkers(wpc, device, minWorkers, maxWorkers);
        messages.add(
            "Workflow \""
                + name
                + "\" worker scaled. New Worker configuration min workers:"
                + minWorkers
                + " max workers:"
                + maxWorkers);
      }
    }
    NettyUtils.sendJsonResponse(ctx, new StatusResponse(String.join("\n", messages)));
  }

  private static int intParameter(QueryStringDecoder decoder, String key) {
    try {
      return NettyUtils.getIntParameter(decoder, key, -1);
    } catch (NumberFormatException e) {
      throw new BadRequestException("parameter is invalid number." + e.getMessage(), e);
    }
  }

  private static List<Workflow> workflows(String name, String version)
      throws ModelNotFoundException {
    Endpoint endpoint = ModelManager.getInstance().getEndpoints().get(name);
    List<Workflow> found = endpoint == null ? List.of() : endpoint.getWorkflows();
    if (version != null) {
      found = found.stream().filter(workflow -> version.equals(workflow.getVersion())).toList();
    }
    if (found.isEmpty()) {
      throw new ModelNotFoundException("Model or workflow not found: " + name);
    }
    return found;
  }
}
