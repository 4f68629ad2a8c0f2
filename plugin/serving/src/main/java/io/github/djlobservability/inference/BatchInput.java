package io.github.djlobservability.inference;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.NDList;
import ai.djl.translate.Batchifier;
import ai.djl.translate.PaddingStackBatchifier;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import java.util.List;
import java.util.function.Consumer;

/**
 * The input half of a batch, with a look at what the batchifier adds. Thread-safe if the translator
 * is.
 *
 * <p>A translator that leaves batches to DJL has each input processed and then all of them
 * batchified. Where the batchifier pads, that is done here in the same two steps, since only
 * between them it can be seen how long each input is by itself.
 */
final class BatchInput {
  private final Translator<Input, Output> translator;
  private final boolean looks;

  /**
   * @param watched whether anybody wants to know of padding
   */
  BatchInput(Translator<Input, Output> translator, boolean watched) {
    this.translator = translator;
    this.looks = watched && leavesBatchesToDjl(translator);
  }

  private static boolean leavesBatchesToDjl(Translator<Input, Output> translator) {
    try {
      return translator
              .getClass()
              .getMethod("batchProcessInput", TranslatorContext.class, List.class)
              .getDeclaringClass()
          == Translator.class;
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  /**
   * Makes a batch.
   *
   * @param seen told what was padded, where that can be seen
   */
  NDList process(TranslatorContext ctx, List<Input> inputs, Consumer<Padding> seen)
      throws Exception {
    Batchifier batchifier = translator.getBatchifier();
    return looks && batchifier instanceof PaddingStackBatchifier
        ? padded(ctx, inputs, batchifier, seen)
        : translator.batchProcessInput(ctx, inputs);
  }

  private NDList padded(
      TranslatorContext ctx, List<Input> inputs, Batchifier batchifier, Consumer<Padding> seen)
      throws Exception {
    NDList[] items = new NDList[inputs.size()];
    for (int i = 0; i < items.length; i++) {
      items[i] = translator.processInput(ctx, inputs.get(i));
    }
    long sent = 0;
    for (NDList item : items) {
      sent += Padding.size(item);
    }
    int arrays = items.length == 0 ? 0 : items[0].size();
    NDList batch = batchifier.batchify(items);
    // What comes after the arrays are their lengths, if the batchifier was asked for them.
    long computed = Padding.size(new NDList(batch.subList(0, Math.min(arrays, batch.size()))));
    seen.accept(new Padding(computed, computed - sent));
    return batch;
  }
}
