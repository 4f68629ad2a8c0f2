package ai.djl.serving.http;

import ai.djl.ModelException;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.serving.models.ModelManager;
import ai.djl.serving.wlm.WorkerPool;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.regex.Pattern;

/** Takes the paths of adapters; as on a real server that has none enabled, all is refused. */
public class AdapterManagementRequestHandler extends HttpRequestHandler {

  static final Pattern PATHS = Pattern.compile("^(/models/[^/^?]+)?/adapters([/?].*)?");

  public AdapterManagementRequestHandler() {}

  @Override
  public boolean acceptInboundMessage(Object msg) throws Exception {
    return msg instanceof FullHttpRequest request && PATHS.matcher(request.uri()).matches();
  }

  @Override
  protected void handleRequest(
      ChannelHandlerContext ctx, FullHttpRequest req, QueryStringDecoder decoder, String[] segments)
      throws ModelException {
    ModelManager models = ModelManager.getInstance();
    String model = "models".equals(segments[1]) ? segments[2] : singleModel(models);
    WorkerPool<Input, Output> pool = models.getWorkLoadManager().getWorkerPoolById(model);
    if (pool == null) {
      throw new BadRequestException(
          HttpResponseStatus.NOT_FOUND.code(), "The model " + model + " was not found");
    }
    throw new BadRequestException("LoRA is not enabled.");
  }

  private static String singleModel(ModelManager models) {
    return models
        .getSingleStartupWorkflow()
        .orElseThrow(
            () ->
                new BadRequestException(
                    "The adapter must be prefixed with a model unless there is only a single"
                        + " startup model used."));
  }
}
