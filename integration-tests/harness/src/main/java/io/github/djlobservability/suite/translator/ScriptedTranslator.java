package io.github.djlobservability.suite.translator;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.ArgumentsUtil;
import ai.djl.translate.Batchifier;
import ai.djl.translate.ServingTranslator;
import ai.djl.translate.TranslatorContext;
import ai.djl.util.JsonUtils;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@link Script}, computes its rows, and answers with JSON. With a batchifier a request is
 * its first row alone.
 */
public class ScriptedTranslator implements ServingTranslator {

  private static final int WIDTH = 4;

  private @Nullable Batchifier batchifier;

  @Override
  public void setArguments(Map<String, ?> arguments) {
    batchifier = Batchifier.fromString(ArgumentsUtil.stringValue(arguments, "batchifier", "none"));
  }

  @Override
  @SuppressWarnings("NullAway") // null is how DJL's contract says that there is no batchifier
  public Batchifier getBatchifier() {
    return batchifier;
  }

  @Override
  public NDList processInput(TranslatorContext ctx, Input input) throws Exception {
    Script script = JsonUtils.GSON.fromJson(input.getData().getAsString(), Script.class);
    if (script.touch != null) {
      Files.createFile(Path.of(script.touch));
    }
    if (script.waitFor != null) {
      Gate.await(script.waitFor);
    }
    if (script.failsIn("preprocess")) {
      throw new IllegalArgumentException("asked to fail in preprocess");
    }
    if (script.failsIn("memory")) {
      throw new OutOfMemoryError("asked to fail for want of memory");
    }
    pending(ctx).add(new Pending(script, input));
    return tensor(ctx, script);
  }

  @Override
  public Output processOutput(TranslatorContext ctx, NDList list) {
    Pending pending = pending(ctx).remove();
    if (pending.script().failsIn("postprocess")) {
      throw new IllegalStateException("asked to fail in postprocess");
    }
    return answer(pending.script(), pending.input(), list.singletonOrThrow().toFloatArray());
  }

  /** Returns the answer to one request; the numbers are the model's, row by row. */
  Output answer(Script script, Input input, float[] numbers) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("outputs", numbers);
    script.echo.forEach(key -> json.put(key, input.getProperty(key, "")));
    Output output = new Output(script.code, "as asked");
    output.addProperty("Content-Type", "application/json");
    output.add(JsonUtils.GSON.toJson(json));
    return output;
  }

  private NDList tensor(TranslatorContext ctx, Script script) {
    // Rows of the wrong width: the engine throws.
    int width = script.failsIn("inference") ? WIDTH + 1 : WIDTH;
    int rows = batchifier == null ? script.rows.length : 1;
    FloatBuffer numbers = FloatBuffer.allocate(rows * width);
    for (int i = 0; i < rows; i++) {
      numbers.put(Arrays.copyOf(script.rows[i], width));
    }
    Shape shape = batchifier == null ? new Shape(rows, width) : new Shape(width);
    return new NDList(ctx.getNDManager().create(numbers.rewind(), shape));
  }

  /** Returns the requests of this batch that still wait, in their order. */
  @SuppressWarnings("unchecked") // nobody else writes this attachment
  private static Deque<Pending> pending(TranslatorContext ctx) {
    Object deque = ctx.getAttachment("pending");
    if (deque == null) {
      deque = new ArrayDeque<Pending>();
      ctx.setAttachment("pending", deque);
    }
    return (Deque<Pending>) deque;
  }

  /** A request between its two halves. */
  private record Pending(Script script, Input input) {}
}
