package io.github.djlobservability.suite.translator;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.ArgumentsUtil;
import ai.djl.translate.Batchifier;
import ai.djl.translate.ServingTranslator;
import ai.djl.translate.TranslatorContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Takes a known time for a batch, {@code fixedMillis + perRequestMillis} times its requests,
 * without using the CPU for it.
 */
public final class SteadyTranslator implements ServingTranslator {

  private static final int WIDTH = 4;

  private long fixedNanos;
  private long perRequestNanos;

  @Override
  public void setArguments(Map<String, ?> arguments) {
    fixedNanos = TimeUnit.MILLISECONDS.toNanos(ArgumentsUtil.intValue(arguments, "fixedMillis", 0));
    perRequestNanos =
        TimeUnit.MILLISECONDS.toNanos(ArgumentsUtil.intValue(arguments, "perRequestMillis", 0));
  }

  @Override
  public Batchifier getBatchifier() {
    return Batchifier.STACK;
  }

  @Override
  public NDList processInput(TranslatorContext ctx, Input input) {
    return new NDList(ctx.getNDManager().create(new float[WIDTH], new Shape(WIDTH)));
  }

  @Override
  public NDList batchProcessInput(TranslatorContext ctx, List<Input> inputs) {
    long end = System.nanoTime() + fixedNanos + perRequestNanos * inputs.size();
    Shape shape = new Shape(inputs.size(), WIDTH);
    NDList list = new NDList(ctx.getNDManager().create(new float[inputs.size() * WIDTH], shape));
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    return list;
  }

  @Override
  public Output processOutput(TranslatorContext ctx, NDList list) {
    Output output = new Output();
    output.add("done");
    return output;
  }
}
