package io.github.djlobservability.suite.translator;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.TranslatorContext;
import ai.djl.util.JsonUtils;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;

/**
 * A scripted translator whose rows may be shorter than the model's input: it fills them up, and
 * leaves the mask of what isn't padding with its context, as DJL's translators of texts do. Its
 * answers say what it did: {@code batch} requests with {@code padding} of {@code values} values.
 * For one worker.
 */
public final class RaggedTranslator extends ScriptedTranslator {

  private static final int WIDTH = 4;

  private volatile Batch current = new Batch(0, 0);

  @Override
  public NDList batchProcessInput(TranslatorContext ctx, List<Input> inputs) throws Exception {
    long[] mask = new long[inputs.size() * WIDTH];
    int padding = 0;
    for (int i = 0; i < inputs.size(); i++) {
      String json = inputs.get(i).getData().getAsString();
      int length = JsonUtils.GSON.fromJson(json, Script.class).rows[0].length;
      for (int position = 0; position < WIDTH; position++) {
        mask[i * WIDTH + position] = position < length ? 1 : 0;
      }
      padding += WIDTH - length;
    }
    current = new Batch(inputs.size(), padding);
    ctx.setAttachment(
        "attentionMask", ctx.getNDManager().create(mask, new Shape(inputs.size(), WIDTH)));
    return super.batchProcessInput(ctx, inputs);
  }

  @Override
  Output answer(Script script, Input input, float[] numbers) {
    Batch batch = current;
    JsonObject json =
        JsonParser.parseString(super.answer(script, input, numbers).getData().getAsString())
            .getAsJsonObject();
    json.addProperty("batch", batch.requests());
    json.addProperty("padding", batch.padding());
    json.addProperty("values", batch.requests() * WIDTH);
    Output output = new Output(script.code, "as asked");
    output.addProperty("Content-Type", "application/json");
    output.add(json.toString());
    return output;
  }

  private record Batch(int requests, int padding) {}
}
