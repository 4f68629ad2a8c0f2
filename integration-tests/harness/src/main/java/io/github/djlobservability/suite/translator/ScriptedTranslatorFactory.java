package io.github.djlobservability.suite.translator;

import ai.djl.Model;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorFactory;
import ai.djl.util.Pair;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Set;

/** Makes {@link ScriptedTranslator}s for a model that names a factory. */
public final class ScriptedTranslatorFactory implements TranslatorFactory {

  @Override
  public Set<Pair<Type, Type>> getSupportedTypes() {
    return Set.of(new Pair<>(Input.class, Output.class));
  }

  @Override
  @SuppressWarnings("unchecked") // the server asks for the supported types alone
  public <I, O> Translator<I, O> newInstance(
      Class<I> input, Class<O> output, Model model, Map<String, ?> arguments) {
    ScriptedTranslator translator = new ScriptedTranslator();
    translator.setArguments(arguments);
    return (Translator<I, O>) translator;
  }
}
