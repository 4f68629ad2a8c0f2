package io.github.djlobservability.suite.translator;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.NDList;
import ai.djl.translate.TranslatorContext;
import ai.djl.util.JsonUtils;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A scripted translator that keeps a record of its batches, and answers each request with the
 * record of the batch it was in. For one worker.
 */
public final class RecordingTranslator extends ScriptedTranslator {

  /** The header by which requests tell who they are. */
  public static final String CALLER = "x-caller";

  private int batches;
  private long lastEnded;
  private Batch current = new Batch(0, 0, 0, List.of());

  @Override
  public NDList batchProcessInput(TranslatorContext ctx, List<Input> inputs) throws Exception {
    long began = now();
    List<String> callers =
        inputs.stream().map(input -> input.getProperty(CALLER, "nobody")).toList();
    current = new Batch(++batches, began, lastEnded, callers);
    return super.batchProcessInput(ctx, inputs);
  }

  @Override
  Output answer(Script script, Input input, float[] numbers) {
    lastEnded = now();
    Output output = new Output(script.code, "as asked");
    output.addProperty("Content-Type", "application/json");
    output.add(JsonUtils.GSON.toJson(current));
    return output;
  }

  private static long now() {
    Instant now = Instant.now();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }

  /** A batch as it is recorded; times are nanoseconds since 1970. */
  private record Batch(int number, long began, long lastEnded, List<String> callers) {}
}
