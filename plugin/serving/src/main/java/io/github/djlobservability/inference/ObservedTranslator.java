package io.github.djlobservability.inference;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.NDList;
import ai.djl.translate.Batchifier;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import ai.djl.translate.TranslatorOptions;
import io.github.djlobservability.model.Phase;
import io.opentelemetry.context.Scope;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A model's translator, with a look at the clock before and after each call. What it returns and
 * what it throws is the delegate's. Thread-safe if the delegate is: what belongs to one call is
 * kept in the call's context.
 */
class ObservedTranslator implements Translator<Input, Output> {
  private final Translator<Input, Output> delegate;
  private final ModelObserver observer;
  private final BatchInput batches;

  ObservedTranslator(Translator<Input, Output> delegate, ModelObserver observer) {
    this.delegate = delegate;
    this.observer = observer;
    this.batches = new BatchInput(delegate, observer.watchesLoad());
  }

  @Override
  public NDList processInput(TranslatorContext ctx, Input input) throws Exception {
    return preprocess(ctx, List.of(input), () -> delegate.processInput(ctx, input));
  }

  @Override
  public NDList batchProcessInput(TranslatorContext ctx, List<Input> inputs) throws Exception {
    return preprocess(ctx, inputs, () -> batches.process(ctx, inputs, observer::padded));
  }

  @Override
  public Output processOutput(TranslatorContext ctx, NDList list) throws Exception {
    return postprocess(ctx, list, () -> delegate.processOutput(ctx, list), List::of);
  }

  @Override
  public List<Output> batchProcessOutput(TranslatorContext ctx, NDList list) throws Exception {
    return postprocess(ctx, list, () -> delegate.batchProcessOutput(ctx, list), outputs -> outputs);
  }

  @Override
  public @Nullable Batchifier getBatchifier() {
    return delegate.getBatchifier();
  }

  @Override
  public void prepare(TranslatorContext ctx) throws Exception {
    delegate.prepare(ctx);
  }

  @Override
  public @Nullable TranslatorOptions getExpansions() {
    return delegate.getExpansions();
  }

  private NDList preprocess(TranslatorContext ctx, List<Input> inputs, Step<NDList> step)
      throws Exception {
    InferenceCall call = observer.begin(ctx, inputs);
    try (Scope ignored = CallGuard.makeCurrent(call)) {
      NDList list = step.run();
      observer.preprocessed(call, list, delegate.getBatchifier() != null);
      return list;
    } catch (Throwable t) {
      observer.failed(call, Phase.PREPROCESS, t);
      throw t;
    }
  }

  private <T> T postprocess(
      TranslatorContext ctx, NDList list, Step<T> step, Function<T, List<Output>> outputs)
      throws Exception {
    InferenceCall call = observer.inferred(ctx, list);
    try (Scope ignored = CallGuard.makeCurrent(call)) {
      T output = step.run();
      observer.postprocessed(call, ctx, () -> outputs.apply(output));
      return output;
    } catch (Throwable t) {
      observer.failed(call, Phase.POSTPROCESS, t);
      throw t;
    }
  }

  @FunctionalInterface
  private interface Step<T> {
    T run() throws Exception;
  }
}
