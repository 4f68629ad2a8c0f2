package io.github.djlobservability.suite.translator;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.ArgumentsUtil;
import ai.djl.translate.Batchifier;
import ai.djl.translate.ServingTranslator;
import ai.djl.translate.TranslatorContext;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Takes {@code busyMillis} of its thread's CPU time for a request, however crowded the machine is.
 */
public final class BusyTranslator implements ServingTranslator {

  private static final int WIDTH = 4;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private long busyNanos;

  @Override
  public void setArguments(Map<String, ?> arguments) {
    busyNanos = TimeUnit.MILLISECONDS.toNanos(ArgumentsUtil.intValue(arguments, "busyMillis", 0));
  }

  @Override
  public Batchifier getBatchifier() {
    return Batchifier.STACK;
  }

  @Override
  public NDList processInput(TranslatorContext ctx, Input input) {
    long end = THREADS.getCurrentThreadCpuTime() + busyNanos;
    while (THREADS.getCurrentThreadCpuTime() < end) {
      Thread.onSpinWait();
    }
    return new NDList(ctx.getNDManager().create(new float[WIDTH], new Shape(WIDTH)));
  }

  @Override
  public Output processOutput(TranslatorContext ctx, NDList list) {
    Output output = new Output();
    output.add("done");
    return output;
  }
}
