package io.github.djlobservability.inference;

import ai.djl.Model;
import ai.djl.inference.streaming.StreamingTranslator;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.translate.DefaultTranslatorFactory;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorFactory;
import ai.djl.util.ClassLoaderUtils;
import ai.djl.util.Pair;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the translator that a model would have had, and wraps it. DJL makes one for each load of a
 * model, by this class's name.
 */
public final class ObservedTranslatorFactory implements TranslatorFactory {
  static final String ARGUMENT = "translatorFactory";

  private final @Nullable LoadingClassLoader loading = LoadingClassLoader.current();

  @Override
  public Set<Pair<Type, Type>> getSupportedTypes() {
    return new DefaultTranslatorFactory().getSupportedTypes();
  }

  @Override
  public boolean isSupported(Class<?> input, Class<?> output) {
    return delegate(input, output).isSupported(input, output);
  }

  @Override
  public <I, O> Translator<I, O> newInstance(
      Class<I> input, Class<O> output, Model model, Map<String, ?> arguments)
      throws TranslateException {
    Translator<I, O> translator =
        delegate(input, output).newInstance(input, output, model, original(arguments));
    if (loading == null || input != Input.class || output != Output.class) {
      return translator;
    }
    @SuppressWarnings("unchecked") // the classes were compared above
    Translator<I, O> observed =
        (Translator<I, O>) observed((Translator<Input, Output>) translator, loading.observer());
    return observed;
  }

  private static Translator<Input, Output> observed(
      Translator<Input, Output> translator, ModelObserver observer) {
    return translator instanceof StreamingTranslator<Input, Output> streaming
        ? new ObservedStreamingTranslator(streaming, observer)
        : new ObservedTranslator(translator, observer);
  }

  /** DJL takes the factory that a model names if it can do the job, and its default else. */
  private TranslatorFactory delegate(Class<?> input, Class<?> output) {
    String name = loading == null ? null : loading.originalFactory();
    if (name != null) {
      TranslatorFactory named =
          ClassLoaderUtils.initClass(
              ClassLoaderUtils.getContextClassLoader(), TranslatorFactory.class, name);
      if (named != null && named.isSupported(input, output)) {
        return named;
      }
    }
    return new DefaultTranslatorFactory();
  }

  private Map<String, Object> original(Map<String, ?> arguments) {
    Map<String, Object> original = new HashMap<>(arguments);
    String name = loading == null ? null : loading.originalFactory();
    if (name == null) {
      original.remove(ARGUMENT);
    } else {
      original.put(ARGUMENT, name);
    }
    return original;
  }
}
