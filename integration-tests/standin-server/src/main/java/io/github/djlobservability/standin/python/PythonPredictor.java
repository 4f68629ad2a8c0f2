package io.github.djlobservability.standin.python;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.inference.Predictor;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands inputs to a handler, past the translator. A handler that fails answers with 424. One whose
 * process dies fails its worker, and is counted as a failure of the model, by which the server
 * gives the model up.
 */
final class PythonPredictor<I, O> extends Predictor<I, O> {

  private static final Logger logger = LoggerFactory.getLogger(PythonPredictor.class);

  private static final String FAILURES = "failed";

  private final Function<Input, Output> handler;

  PythonPredictor(
      Model model, Function<Input, Output> handler, Translator<I, O> translator, Device device) {
    super(model, translator, device, false);
    this.handler = handler;
  }

  @Override
  @SuppressWarnings("unchecked") // The server's models take an Input and answer with an Output.
  public List<O> batchPredict(List<I> inputs) throws TranslateException {
    List<O> outputs = new ArrayList<>(inputs.size());
    for (I input : inputs) {
      if (!(input instanceof Input request)) {
        return super.batchPredict(inputs);
      }
      outputs.add((O) answer(request));
    }
    return outputs;
  }

  private Output answer(Input input) {
    try {
      return handler.apply(input);
    } catch (ProcessDied e) {
      model.setProperty(FAILURES, String.valueOf(model.intProperty(FAILURES, 0) + 1));
      throw new EngineException(e);
    } catch (RuntimeException e) {
      logger.warn("The handler failed", e);
      return PythonHandlers.error(424, "invoke handler failure", String.valueOf(e.getMessage()));
    }
  }
}
