package io.github.djlobservability.inference;

import ai.djl.Device;
import ai.djl.inference.Predictor;
import ai.djl.inference.streaming.StreamingTranslator;
import ai.djl.metric.Metrics;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import io.opentelemetry.context.Scope;
import java.util.List;

/**
 * An engine's predictor, with a look at the clock before and after each call. What it returns and
 * what it throws is the delegate's. Thread-safe if the delegate is.
 */
final class ObservedPredictor extends Predictor<Input, Output> {
  private final Predictor<Input, Output> delegate;
  private final EngineObserver observer;

  /**
   * @param model the delegate's
   * @param device the delegate's
   */
  ObservedPredictor(
      Predictor<Input, Output> delegate,
      ZooModel<Input, Output> model,
      Device device,
      EngineObserver observer) {
    super(model.getWrappedModel(), model.getTranslator(), device, false);
    this.delegate = delegate;
    this.observer = observer;
  }

  @Override
  public List<Output> batchPredict(List<Input> inputs) throws TranslateException {
    InferenceCall call = observer.begin(inputs);
    try (Scope ignored = CallGuard.makeCurrent(call)) {
      List<Output> outputs = delegate.batchPredict(inputs);
      observer.computed(call, outputs);
      return outputs;
    } catch (Throwable t) {
      observer.failed(call, t);
      throw t;
    }
  }

  @Override
  public StreamingTranslator.StreamOutput<Output> streamingPredict(Input input)
      throws TranslateException {
    return delegate.streamingPredict(input);
  }

  @Override
  public boolean supportsStreaming() {
    return delegate.supportsStreaming();
  }

  @Override
  public void setMetrics(Metrics metrics) {
    delegate.setMetrics(metrics);
  }

  @Override
  public void close() {
    try {
      delegate.close();
    } finally {
      super.close();
    }
  }
}
