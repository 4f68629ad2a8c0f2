package io.github.djlobservability.inference;

import ai.djl.Device;
import ai.djl.inference.Predictor;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.Translator;

/** A loaded model whose predictors are observed. Thread-safe if the model is. */
final class ObservedZooModel extends ZooModel<Input, Output> {
  private final ZooModel<Input, Output> delegate;
  private final EngineObserver observer;

  ObservedZooModel(ZooModel<Input, Output> delegate, EngineObserver observer) {
    super(delegate.getWrappedModel(), delegate.getTranslator());
    this.delegate = delegate;
    this.observer = observer;
  }

  @Override
  public <P, Q> Predictor<P, Q> newPredictor(Translator<P, Q> translator, Device device) {
    Predictor<P, Q> predictor = delegate.newPredictor(translator, device);
    if (translator != delegate.getTranslator()) {
      return predictor;
    }
    @SuppressWarnings("unchecked") // it is the translator of our own types
    Predictor<P, Q> observed =
        (Predictor<P, Q>)
            new ObservedPredictor((Predictor<Input, Output>) predictor, delegate, device, observer);
    return observed;
  }

  @Override
  public void close() {
    delegate.close();
  }
}
