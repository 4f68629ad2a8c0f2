package io.github.djlobservability.suite.translator;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.ArgumentsUtil;
import ai.djl.translate.TranslatorContext;
import java.nio.FloatBuffer;
import java.util.Map;

/** Makes {@code rows} of every request, enough that the forward pass is most of its work. */
public final class BulkTranslator implements UnbatchedTranslator {

  private static final int WIDTH = 4;

  private int rows;

  @Override
  public void setArguments(Map<String, ?> arguments) {
    rows = ArgumentsUtil.intValue(arguments, "rows", 1);
  }

  @Override
  public NDList processInput(TranslatorContext ctx, Input input) {
    FloatBuffer zeros = FloatBuffer.allocate(rows * WIDTH);
    return new NDList(ctx.getNDManager().create(zeros, new Shape(rows, WIDTH)));
  }

  @Override
  public Output processOutput(TranslatorContext ctx, NDList list) {
    Output output = new Output();
    output.add(list.singletonOrThrow().getShape().toString());
    return output;
  }
}
