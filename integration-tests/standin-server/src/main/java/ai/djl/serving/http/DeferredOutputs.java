package ai.djl.serving.http;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.serving.cache.CacheEngine;
import ai.djl.serving.cache.CacheManager;
import ai.djl.serving.models.ModelManager;
import ai.djl.serving.workflow.Workflow;
import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.CompletableFuture;

/** Answers with a token first, and with what the model said to whoever comes with the token. */
final class DeferredOutputs {

  private static final String NEXT_TOKEN = "x-next-token";
  private static final String CUSTOM_ATTRIBUTES = "X-Amzn-SageMaker-Custom-Attributes";

  private final OutputWriter writer;

  DeferredOutputs(OutputWriter writer) {
    this.writer = writer;
  }

  /** Answers with a token, and runs the job after that. */
  void run(ChannelHandlerContext ctx, Workflow workflow, Input input) {
    CacheEngine cache = CacheManager.getCacheEngine();
    String token = cache.create(input);
    Output pending = new Output(202, "The model result is not yet available");
    addToken(pending, token);
    cache
        .put(token, pending)
        .thenAccept(
            stored -> {
              Output answer = new Output();
              addToken(answer, token);
              writer.write(answer, ctx);
              runInto(cache, token, workflow, input);
            })
        .exceptionally(e -> writeError(e, ctx));
  }

  private static void addToken(Output output, String token) {
    output.addProperty(NEXT_TOKEN, token);
    output.addProperty(CUSTOM_ATTRIBUTES, NEXT_TOKEN + '=' + token);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Whoever comes with the token is told.
  private static void runInto(CacheEngine cache, String token, Workflow workflow, Input input) {
    ModelManager.getInstance()
        .runJob(workflow, input)
        .whenCompleteAsync(
            (output, error) ->
                cache.put(token, output == null ? new Output(500, message(error)) : output));
  }

  private static String message(Throwable error) {
    return error == null ? "No output" : error.getMessage();
  }

  /** Answers with what there is under the token. */
  void fetch(ChannelHandlerContext ctx, Input input, String token) {
    CompletableFuture.runAsync(() -> writer.write(cached(input, token), ctx))
        .exceptionally(e -> writeError(e, ctx));
  }

  private static Output cached(Input input, String token) {
    int limit = Integer.parseInt(input.getProperty("x-max-items", "-1"));
    Output output;
    try {
      output = CacheManager.getCacheEngine().get(token, limit < 0 ? Integer.MAX_VALUE : limit);
    } catch (RuntimeException e) {
      throw new BadRequestException("Failed to lookup cache element", e);
    }
    if (output == null) {
      throw new BadRequestException("Invalid x-starting-token: " + token);
    }
    return output;
  }

  private Void writeError(Throwable wrapped, ChannelHandlerContext ctx) {
    writer.writeError(wrapped.getCause(), ctx);
    return null;
  }
}
