package io.github.djlobservability.standin.python;

import ai.djl.BaseModel;
import ai.djl.Device;
import ai.djl.inference.Predictor;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.translate.Translator;
import ai.djl.util.ClassLoaderUtils;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A model that is a {@code Function<Input, Output>}: the class that the option {@value #OPTION}
 * names, or the first one in the model's {@code libs}. Each worker has an instance of its own.
 */
final class PythonModel extends BaseModel {

  static final String OPTION = "java_handler";

  private @Nullable String className;

  PythonModel(String name, NDManager manager) {
    super(name);
    this.manager = manager;
    this.manager.setName("pythonModel");
    dataType = DataType.FLOAT32;
  }

  @Override
  public void load(Path modelPath, @Nullable String prefix, @Nullable Map<String, ?> options)
      throws IOException {
    setModelDir(modelPath);
    if (options != null) {
      options.forEach((key, value) -> properties.put(key, value.toString()));
    }
    className = properties.get(OPTION);
    newHandler();
  }

  @SuppressWarnings("unchecked") // A handler takes an Input and answers with an Output.
  private Function<Input, Output> newHandler() throws FileNotFoundException {
    Path libs = modelDir.resolve("libs");
    Function<Input, Output> handler =
        ClassLoaderUtils.findImplementation(libs, Function.class, className);
    if (handler == null) {
      throw new FileNotFoundException("No handler in " + libs + ", nor named by " + OPTION);
    }
    return handler;
  }

  @Override
  public <I, O> Predictor<I, O> newPredictor(Translator<I, O> translator, Device device) {
    try {
      return new PythonPredictor<>(this, newHandler(), translator, device);
    } catch (FileNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
